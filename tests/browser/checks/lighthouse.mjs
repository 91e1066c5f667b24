// Lighthouse, as a phone: 100 for accessibility, best practices and SEO, and for performance where it is asked for.
//
// Performance is simulated: Lighthouse loads the page at full speed and calculates from what it saw how long
// a slow phone on a slow network would take. A busy machine can only make that worse, never better. So a page
// is measured until the median of its runs is 100, three times at least, five at most.

import lighthouse, { defaultConfig, Gatherer } from 'lighthouse';

const BY_EYE = ['accessibility', 'best-practices', 'seo'];
const MEDIAN_OF = 3;
const AT_MOST = 5;

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

/** One run; again if the browser was too busy to record it. */
async function run(browser, url, onlyCategories, tries = 3) {
  const flags = { port: Number(new URL(browser.wsEndpoint()).port), logLevel: 'silent', onlyCategories };
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
      while (runs.length < Math.min(MEDIAN_OF, most) || (median(all()) < 100 && runs.length < most)) runs.push(await run(browser, origin + path, ['performance']));
      const worst = runs.reduce((a, b) => (percent(b.categories.performance) < percent(a.categories.performance) ? b : a));
      check(`${kind} ${path}, performance`, median(all()) === 100 ? [] : [`${all().join(', ')}: ${lost(worst, 'performance').join('; ')}`]);
      figures.push(`performance ${all().join(', ')}`);
    }
    note(`${path}: ${figures.join('; ')}`);
  }
}
