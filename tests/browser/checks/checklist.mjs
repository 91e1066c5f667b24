// The questionnaire's page against the reference evaluator, by clicking: after every single click
// the page is read and compared. On the real page, and on pages that hold nothing but outcome rules.

import { compare, set, Tally, target } from '../checklist/clicks.mjs';
import { boundaryStates, clicksThrough, random, randomStates, statesAfter, walk } from '../checklist/vectors.mjs';
import { blankState } from '../checklist/questionnaire.mjs';

const RANDOM = 500;
const STEPS = 1000;
const MOUSE = 60;

/** One real click of the mouse, in the middle of the window, where nothing sticky can be. */
export async function mouseClick(page, selector) {
  const { x, y, hit } = await page.evaluate((wanted) => {
    const input = document.querySelector(`form.fit ${wanted}`);
    const element = input.labels?.[0] ?? input;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = element.getClientRects()[0];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return { x, y, hit: element.contains(document.elementFromPoint(x, y)) };
  }, selector);
  if (!hit) throw new Error(`something covers ${selector} in the middle of the window`);
  await page.mouse.click(x, y);
}

/** The real page: all boundaries, random states, a walk, and a few clicks with a real mouse. */
export async function agreement({ page, url, q, reference, check, note, who, random: many = RANDOM, steps = STEPS, mouse: presses = MOUSE, first = false }) {
  const total = new Tally();
  const rng = random(20261121);
  const boundaries = boundaryStates(q, rng);
  const blank = blankState(q);
  const parts = [
    ['boundaries', clicksThrough(q, [...boundaries, blank], rng)],
    ['random', clicksThrough(q, [...randomStates(q, many, rng), blank], rng)],
    ['walk', [...walk(q, steps, rng), 'reset']],
  ];
  const reached = new Set();
  for (const [name, clicks] of parts) {
    await page.goto(url);
    const tally = await compare({ page, q, reference, clicks, options: { first } });
    total.add(tally);
    check(`${who}, ${name}: ${tally.compared} clicks`, tally.problems);
    if (first) return total; // boundaries alone, until something is wrong
    for (const outcome of tally.outcomes) reached.add(outcome);
  }
  check(`${who}: every outcome was seen`, q.outcomes.flatMap(({ id }, at) => (reached.has(at) ? [] : [`never “${id}”`])));

  await page.goto(url);
  const clicks = walk(q, presses, rng, 0.03);
  const mouse = await compare({ page, q, reference, clicks, press: (selector) => mouseClick(page, selector) });
  total.add(mouse);
  check(`${who}, mouse: ${mouse.compared} clicks`, mouse.problems);
  note(`${who}: ${total.compared} comparisons (${boundaries.length} boundary states, ${many} random, ${steps} steps, ${presses} with the mouse), ${total.differed} differed`);
  return total;
}

/** Pages with outcome rules only. */
export async function isolatedAgreement({ page, origin, site, program, states, check, note, who }) {
  const total = new Tally();
  for (const name of site.names) {
    const q = site.shapes.get(name);
    const rng = random(Number.parseInt(name.slice(-3), 10));
    const reference = { program, root: site.root, file: site.file(name) };
    const half = Math.round(states / 2);
    // Single steps, and states far from each other.
    const clicks = [...walk(q, half, rng, 0.05), 'reset', ...clicksThrough(q, randomStates(q, states - half, rng), rng)];
    await page.goto(`${origin}/${name}/`);
    const tally = await compare({ page, q, reference, clicks, options: { isolated: true } });
    total.add(tally);
    check(`${who}, ${name}`, tally.problems);
  }
  note(`${who}: ${total.compared} comparisons on ${site.names.length} isolated pages, ${total.differed} differed`);
  return total;
}

/** How the counter reads to the eye, in Chromium: it lays generated text out like any other. */
export async function tallyText({ page, url, q, check }) {
  const client = await page.createCDPSession();
  const problems = [];
  const rng = random(7);
  await page.goto(url);
  const clicks = walk(q, 25, rng, 0.05);
  const states = statesAfter(q, clicks);
  for (const [at, click] of clicks.entries()) {
    await set(page, [target(click)]);
    const { documents, strings } = await client.send('DOMSnapshot.captureSnapshot', { computedStyles: [] });
    const wanted = `Answered ${states[at].chosen.filter((one) => one !== null).length} of ${q.questions.length}`;
    const texts = documents[0].layout.text.filter((index) => index >= 0).map((index) => strings[index]);
    const found = texts.join('').match(/Answered \d+ of \d+/g) ?? [];
    if (found.length !== 1 || found[0] !== wanted) problems.push(`the counter reads “${found.join('” “')}”, not “${wanted}”`);
  }
  await client.detach();
  check(`the counter in Chromium, ${clicks.length} clicks`, problems.slice(0, 3));
}
