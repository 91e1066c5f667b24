// For everyone: axe in every state, the keyboard alone, and what a screen reader is told.

import { colours, DESKTOP, PHONE } from '../browsers.mjs';
import { box, radio, readNow, set } from '../checklist/clicks.mjs';
import { violations } from './axe.mjs';

/** The states that look different, as clicks on a blank form. */
export const statesToSee = (q) => {
  const all = (answer) => q.questions.map((_, at) => radio(at, answer));
  return {
    blank: [],
    mixed: q.questions.map((_, at) => radio(at, at % q.answers.length)),
    good: all(0),
    stop: [...all(0), box(0)],
  };
};

export async function axeStates({ page, url, q, states, viewports, check, who, scheme }) {
  for (const [size, viewport] of viewports)
    for (const state of states) {
      await page.setViewport(viewport);
      await page.goto(url);
      await set(page, statesToSee(q)[state]);
      check(`${who}, ${scheme}, ${size}, ${state}`, await violations(page));
    }
}

export async function axeChromium({ browser, url, q, check }) {
  const page = await browser.newPage();
  for (const scheme of ['light', 'dark']) {
    await colours(page, scheme);
    await axeStates({ page, url, q, states: Object.keys(statesToSee(q)), viewports: [['phone', PHONE], ['desktop', DESKTOP]], check, who: 'Chromium', scheme });
  }
  await page.close();
}

/** Where the focus is, and whether one can see it. */
const stop = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shown = element.matches('input') ? element.labels[0] : element;
    const box = (element.matches('input') ? element : shown).getBoundingClientRect();
    const bar = document.querySelector('.bar').getBoundingClientRect();
    const inBar = Boolean(element.closest('.bar'));
    const at = (y) => document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y);
    const covered = (y) => {
      const top = y < 0 || y >= innerHeight ? null : at(y);
      return !top || !(element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
    };
    return {
      id: element.id,
      answer: element.matches('input') ? [...element.classList].find((name) => /^[ax]\d+$/.test(name)) : null,
      name: element.name,
      type: element.type ?? element.tagName.toLowerCase(),
      text: element.textContent.trim().slice(0, 40),
      link: element.getAttribute('href'),
      inForm: Boolean(element.closest('form.fit')),
      // All of a field; of a link that breaks over lines, its first part.
      hidden: element.matches('section') ? false : covered(box.top + 2) || (element.matches('input, button') && covered(box.bottom - 2)),
      behind: !inBar && !element.matches('section') && getComputedStyle(document.querySelector('.bar')).position === 'sticky' && box.bottom > bar.top + 1 && box.top < bar.bottom,
    };
  });

/** A stop's name for a report; a field's is its selector. */
const called = (found) => (found?.answer ? `[name=${found.name}]${found.type === 'radio' ? `.${found.answer}` : ''}` : found?.id || found?.link || found?.text);

/** The whole questionnaire with Tab, arrows and Space; then “See your result”, and Enter. */
export async function byKeyboard({ page, url, q, viewport, check, who }) {
  const problems = [];
  await page.setViewport(viewport);
  await page.goto(url);
  await page.evaluate(() => document.documentElement.style.setProperty('scroll-behavior', 'auto', 'important'));
  const groups = new Set();
  const boxes = new Set();
  const want = [];
  let stops = 0;
  let arrived = null;
  for (let presses = 0; presses < 250 && !arrived; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await stop(page);
    if (!now) break;
    stops += 1;
    const label = called(now);
    if (now.hidden) problems.push(`focus on ${label} is hidden`);
    if (now.behind) problems.push(`focus on ${label} is behind the bar`);
    if (now.type === 'radio') {
      if (groups.has(now.name)) problems.push(`Tab reaches question ${now.name} twice`);
      groups.add(now.name);
      await page.keyboard.press(' ');
      const downs = (groups.size * 2) % q.answers.length;
      for (let down = 0; down < downs; down += 1) await page.keyboard.press('ArrowDown');
      want.push(radio(Number(now.name.slice(1)) - 1, downs));
      const here = await stop(page);
      if (called(here) !== want.at(-1)) problems.push(`arrows lead to ${called(here)}, not to ${want.at(-1)}`);
      if (here?.hidden || here?.behind) problems.push(`focus on ${called(here)} is hidden after the arrows`);
    } else if (now.type === 'checkbox') {
      if (boxes.size === 2) await page.keyboard.press(' ');
      boxes.add(now.name);
    } else if (now.link === '#result') {
      await page.keyboard.press('Enter');
      await new Promise((later) => setTimeout(later, 300));
      arrived = await stop(page);
    }
  }
  if (groups.size !== q.questions.length) problems.push(`Tab reaches ${groups.size} of ${q.questions.length} questions`);
  if (boxes.size !== q.stops.length) problems.push(`Tab reaches ${boxes.size} of ${q.stops.length} stop signs`);
  if (arrived?.id !== 'result') problems.push(`Enter on “See your result” puts the focus on ${arrived?.id || arrived?.text || 'nothing'}`);
  const { checked } = await readNow(page);
  const wanted = [...want, box(2)];
  if (checked.join() !== wanted.join()) problems.push(`ticked are ${checked}, not ${wanted}`);
  const seen = await page.evaluate(() => {
    const box = [...document.querySelectorAll('.result .band h3')].find((heading) => heading.getClientRects().length)?.getBoundingClientRect();
    return box && box.top >= 0 && box.top < innerHeight;
  });
  if (!seen) problems.push('the outcome is not in the window');
  await page.keyboard.press('Tab');
  const next = await page.evaluate(() => Boolean(document.activeElement.closest('#result')));
  if (!next) problems.push('the next Tab leaves the result');
  // And back through everything.
  for (let presses = 0; presses < stops; presses += 1) {
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    const now = await stop(page);
    if (!now) break;
    if (now.hidden || now.behind) problems.push(`backwards, focus on ${called(now)} is hidden`);
  }
  check(`${who}, ${viewport.width} × ${viewport.height}, ${stops} stops`, problems.slice(0, 8));
}

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

/** Chromium's accessibility tree: one outcome in it, once; names everywhere. */
export async function tree({ browser, url, q, check }) {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  for (const [state, clicks] of Object.entries(statesToSee(q))) {
    const problems = [];
    await page.goto(url);
    await set(page, clicks);
    const { outcome } = await readNow(page);
    if (outcome.length !== (state === 'blank' ? 0 : 1)) problems.push(`${outcome.length} outcomes show`);
    const text = await page.evaluate(() => [...document.querySelectorAll('.result .band')].map((band) => [...band.querySelectorAll('p:not(.rule, .box-tab)')].map((one) => one.textContent)));
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    const live = nodes.filter((node) => !node.ignored);
    const role = (name) => live.filter((node) => node.role?.value === name);
    const named = (name, list) => list.filter((node) => squeezed(node.name?.value ?? '') === squeezed(name)).length;
    const all = squeezed(role('StaticText').map((node) => node.name.value).join(' '));
    const times = (part) => all.split(squeezed(part)).length - 1;
    for (const [at, { id, heading, short }] of q.outcomes.entries()) {
      const expected = outcome.includes(at) ? 1 : 0;
      const headings = named(heading, role('heading'));
      if (headings !== expected) problems.push(`the heading of “${id}” is there ${headings} times, not ${expected}`);
      // A short line may be the same words as its text, once more: it is counted where it is said.
      const status = role('status');
      const spoken = status.length === 1 ? named(short, descendants(nodes, status[0]).filter((node) => node.role?.value === 'StaticText')) : -1;
      if (spoken !== expected) problems.push(`the short line of “${id}” is there ${spoken} times, not ${expected}`);
      for (const words of text[at]) {
        const found = times(words);
        if (found !== expected && !(expected && words === short)) problems.push(`“${words.slice(0, 40)}…” of “${id}” is there ${found} times, not ${expected}`);
      }
    }
    for (const kind of ['radio', 'checkbox', 'button', 'link', 'group', 'form'])
      for (const node of role(kind)) if (!squeezed(node.name?.value ?? '')) problems.push(`a ${kind} has no name`);
    for (const [kind, wanted] of [['radio', q.questions.length * q.answers.length], ['checkbox', q.stops.length]])
      if (role(kind).length !== wanted) problems.push(`${role(kind).length} of kind ${kind}, not ${wanted}`);
    if (all.includes('Answered ')) problems.push('the counter is in the tree: it would be read out');
    check(`${state}: one outcome, names`, problems.slice(0, 8));
  }
  await page.close();
}

function descendants(nodes, root) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const list = (root.childIds ?? []).map((id) => byId.get(id)).filter(Boolean);
  return list.flatMap((node) => [node, ...descendants(nodes, node)]);
}
