// Lighthouse, as a phone: 100 for accessibility, best practices and SEO, and for performance where it is asked for.
//
// Performance is simulated: Lighthouse loads the page at full speed and calculates from what it saw how long
// a slow phone on a slow network would take: four times as long as the computer. Rented computers are at times
// half as fast as at others, and least so at what Lighthouse measures their speed by, a loop in JavaScript. So
// before each run a page of a fixed size is laid out, and the factor is smaller where that takes longer than on
// a computer that has nothing else to do: the phone is the same. Even so, a busy machine can only make it worse,
// never better, and a page is measured until the median of its runs is 100, three times at least, five at most.

import lighthouse, { defaultConfig, Gatherer } from 'lighthouse';
import { throttling } from 'lighthouse/core/config/constants.js';

const BY_EYE = ['accessibility', 'best-practices', 'seo'];
const MEDIAN_OF = 3;
const AT_MOST = 5;
const SLOWDOWN = 4;
// What `layout` takes on two idle CPUs of 2026.
const IDLE = 45;

/** Lighthouse asks for robots.txt out of the page, which our policy forbids. Crawlers ask as this does. */
class RobotsTxt extends Gatherer {
  meta = { supportedModes: ['snapshot', 'navigation'] };

  async getArtifact({ baseArtifacts }) {
    const response = await fetch(new URL('/robots.txt', baseArtifacts.URL.finalDisplayedUrl));
    return { status: response.status, content: await response.text() };
  }
}

const CONFIG = {
  ...defaultConfig,
  artifacts: defaultConfig.artifacts.map((one) => (one.id === 'RobotsTxt' ? { ...one, gatherer: { instance: new RobotsTxt() } } : one)),
};

const percent = (category) => Math.round((category.score ?? 0) * 100);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** What cost a category its points. */
const lost = (lhr, category) =>
  lhr.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ''} ${(lhr.audits[id].details?.items ?? []).slice(0, 3).map((item) => item.node?.selector ?? item.description ?? item.url ?? '').join(' ')}`.trim());

/** How long this browser takes now to read and lay out a page of a fixed size, in milliseconds. */
async function layout(browser) {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>Layout</title><body></body>');
  const times = await page.evaluate(() => {
    const words = 'Some words of a paragraph that is as long as those of a page, so that lines have to be broken,';
    const part = (n) => `<section><h2>Heading ${n}</h2><p>${words} <a href="#${n}">a link</a>, <em>stress</em>, <strong>more</strong>.</p><ul><li>one<li>two<li>three</ul></section>`;
    const html = Array.from({ length: 400 }, (_, n) => part(n)).join('');
    return Array.from({ length: 12 }, () => {
      document.body.replaceChildren();
      document.body.getBoundingClientRect();
      const began = performance.now();
      document.body.innerHTML = html;
      document.body.getBoundingClientRect();
      return performance.now() - began;
    });
  });
  await page.close();
  // The first ones have the browser learn what it is to do.
  return median(times.slice(5));
}

/** How many times slower than this machine is now the phone is. */
const slowdown = async (browser) => Math.max(1, SLOWDOWN * Math.min(1, IDLE / (await layout(browser))));

/** One run; again if the browser was too busy to record it. */
async function run(browser, url, onlyCategories, tries = 3) {
  const flags = { port: Number(new URL(browser.wsEndpoint()).port), logLevel: 'silent', onlyCategories };
  flags.throttling = { ...throttling.mobileSlow4G, cpuSlowdownMultiplier: await slowdown(browser) };
  const { lhr } = await lighthouse(url, flags, CONFIG);
  if (!lhr.runtimeError) return lhr;
  if (tries === 1) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  return run(browser, url, onlyCategories, tries - 1);
}

/** `pages` are `[kind, path, timed]`; with `timed`, performance counts too. */
export async function lighthousePages({ browser, origin, pages, check, note, most = AT_MOST }) {
  for (const [kind, path, timed] of pages) {
    const first = await run(browser, origin + path, timed ? [...BY_EYE, 'performance'] : BY_EYE);
    const figures = [];
    for (const category of BY_EYE) {
      const figure = percent(first.categories[category]);
      figures.push(`${category} ${figure}`);
      check(`${kind} ${path}, ${category}`, figure === 100 ? [] : [`${figure}: ${lost(first, category).join('; ')}`]);
    }
    if (timed) {
      const runs = [first];
      const all = () => runs.map((lhr) => percent(lhr.categories.performance));
      while (runs.length < Math.min(MEDIAN_OF, most) || (median(all()) < 100 && runs.length < most)) {
        runs.push(await run(browser, origin + path, ['performance']));
      }
      const worst = runs.reduce((a, b) => (percent(b.categories.performance) < percent(a.categories.performance) ? b : a));
      check(`${kind} ${path}, performance`, median(all()) === 100 ? [] : [`${all().join(', ')}: ${lost(worst, 'performance').join('; ')}`]);
      const factors = runs.map((lhr) => lhr.configSettings.throttling.cpuSlowdownMultiplier.toFixed(1));
      figures.push(`performance ${all().join(', ')} (slowed down ${factors.join(', ')} times)`);
    }
    note(`${path}: ${figures.join('; ')}`);
  }
}
