// A reader without a mouse: from the home page to an article, on to the checklist, through its questions, and
// to the result, with Tab, arrows, Space and Enter alone. On each page the skip link comes first; each stop can
// be seen, has a ring, is not behind the sticky bar, and lets go of the focus.

import { PATH } from '../checklist/groups.mjs';

/** Runs in the page: where the focus is. */
function stop() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.dataset.stop ??= String(document.querySelectorAll('[data-stop]').length);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  // The part of it that is in the window, or of that the beginning.
  const [left, upper] = [Math.max(box.left, 0), Math.max(box.top, 0)];
  const [wide, high] = [Math.min(box.right, innerWidth) - left, Math.min(box.bottom, innerHeight) - upper];
  const top = wide > 0 && high > 0 ? document.elementFromPoint(left + Math.min(wide, 40) / 2, upper + Math.min(high, 40) / 2) : null;
  const bar = document.querySelector('.bar')?.getBoundingClientRect();
  const sticky = bar && getComputedStyle(document.querySelector('.bar')).position === 'sticky';
  /** The colour that the ring is seen on. */
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) if (!/, 0\)$/.test(getComputedStyle(at).backgroundColor)) return getComputedStyle(at).backgroundColor;
    return 'rgb(255, 255, 255)';
  };
  const ringed = (one) => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== ground(one.parentElement);
  };
  return {
    number: element.dataset.stop,
    name: `${element.tagName.toLowerCase()} “${(element.textContent || element.name || '').trim().slice(0, 30)}”`,
    href: element.href ? new URL(element.href).pathname + new URL(element.href).hash : '',
    inMain: Boolean(element.closest('main')),
    skip: element.matches('.skip'),
    radio: element.type === 'radio' ? element.name : null,
    result: element.id === 'result',
    hidden: !top || !(element.contains(top) || top.closest('label')?.control === element),
    behind: Boolean(sticky && !element.closest('.bar') && !element.matches('section') && box.bottom > bar.top + 1 && box.top < bar.bottom),
    // A section that takes the focus from a link needs no ring: its heading is what is read next.
    ring: element.matches('section') || [element, element.closest('label'), element.closest('.sign')].some(ringed),
  };
}

/** Waits until the page at `path` is there: engines tell the end of a navigation in different ways. */
async function arrive(page, path) {
  for (let tries = 0; tries < 100; tries += 1) {
    const here = await page.evaluate(() => document.readyState === 'complete' && location.pathname).catch(() => null);
    if (here === path) return true;
    await new Promise((later) => setTimeout(later, 50));
  }
  return false;
}

export async function walk({ site, origin, page, viewport, check, who }) {
  const problems = [];
  const pages = [];
  let count = 0;
  /** Tab until `wanted` says so, and answer the stop; null if the end of the page comes first. */
  const tab = async (wanted, each = null, most = 200) => {
    const seen = new Set();
    for (let presses = 0; presses < most; presses += 1) {
      await page.keyboard.press('Tab');
      const now = await page.evaluate(stop);
      if (!now) return null;
      count += 1;
      if (seen.has(now.number)) {
        problems.push(`Tab is trapped at ${now.name}`);
        return null;
      }
      seen.add(now.number);
      if (now.hidden) problems.push(`focus on ${now.name} is hidden`);
      if (now.behind) problems.push(`focus on ${now.name} is behind the bar`);
      if (!now.ring) problems.push(`no focus ring on ${now.name}`);
      if (wanted(now)) return now;
      await each?.(now);
    }
    return null;
  };
  const enter = async (link, from) => {
    if (!link) return problems.push(`no way on from ${from}`) && false;
    await page.keyboard.press('Enter');
    const path = link.href.replace(/#.*/, '');
    if (!(await arrive(page, path))) return problems.push(`Enter on ${link.name} does not lead to ${path}`) && false;
    pages.push(path);
    return true;
  };
  const first = async (where) => {
    const now = await tab(() => true);
    if (!now?.skip) problems.push(`${where}: the first Tab reaches ${now?.name ?? 'nothing'}`);
  };
  const done = () => check(`${who}, ${viewport.width} × ${viewport.height}, ${count} stops`, problems.slice(0, 8));
  const articles = new Set(site.articles);

  await page.setViewport(viewport);
  await page.goto(`${origin}/`);
  await page.bringToFront?.();
  await first('home');
  let link = await tab((now) => now.inMain && articles.has(now.href));
  if (!link) {
    // Where home names no article, its first section does.
    await page.goto(`${origin}/`);
    const section = await tab((now) => now.inMain && now.href !== '/' && now.href.split('/').length === 3 && site.articles.some((path) => path.startsWith(now.href)));
    if (!(await enter(section, 'home'))) return done();
    link = await tab((now) => now.inMain && articles.has(now.href));
  }
  if (!(await enter(link, 'the pages before'))) return done();
  await first('the article');
  const direct = site.pages.find((one) => one.path === link.href)?.links.includes(PATH);
  if (!direct) {
    // The contents at the foot of every page lead to the tools.
    if (!(await enter(await tab((now) => PATH.startsWith(now.href) && now.href.length > 1), 'the article'))) return done();
    await first('the tools');
  }
  if (!(await enter(await tab((now) => now.href === PATH), direct ? 'the article' : 'the tools'))) return done();
  await first('the checklist');

  const groups = new Set();
  const answer = async (now) => {
    if (!now.radio) return;
    groups.add(now.radio);
    await page.keyboard.press(' ');
    for (let down = 0; down < groups.size % 3; down += 1) await page.keyboard.press('ArrowDown');
    const here = await page.evaluate(stop);
    if (here.hidden || here.behind || !here.ring) problems.push(`after the arrows, focus on ${here.name} cannot be seen`);
  };
  const seeResult = await tab((now) => now.href.endsWith('#result'), answer);
  if (!seeResult) problems.push('no way from the questions to the result');
  else {
    await page.keyboard.press('Enter');
    await new Promise((later) => setTimeout(later, 300));
    const now = await page.evaluate(stop);
    if (!now?.result) problems.push(`Enter on “See your result” puts the focus on ${now?.name ?? 'nothing'}`);
    const told = await page.evaluate(() => {
      const shown = [...document.querySelectorAll('.result .band h3')].filter((heading) => heading.checkVisibility());
      const box = shown[0]?.getBoundingClientRect();
      return { outcomes: shown.length, seen: Boolean(box && box.top >= 0 && box.bottom <= innerHeight), answered: document.querySelectorAll('.q:has(:checked)').length, questions: document.querySelectorAll('.q').length };
    });
    if (told.outcomes !== 1 || !told.seen) problems.push(`${told.outcomes} outcomes show, ${told.seen ? '' : 'none '}in the window`);
    if (told.answered !== told.questions) problems.push(`${told.answered} of ${told.questions} questions are answered`);
  }
  done();
  return pages;
}
