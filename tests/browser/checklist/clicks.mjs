// Clicks on a page of a questionnaire, and what it shows after each: one click, one read.

import { describe, evaluate, isBlank } from './questionnaire.mjs';
import { statesAfter } from './vectors.mjs';

/** Where a click goes, as a selector; names and classes are those that the form gives. */
export const radio = (question, answer) => `[name=q${question + 1}].a${answer + 1}`;
export const box = (stop) => `[name=x${stop + 1}]`;
export const RESET = '[type=reset]';
export const target = (click) => (click === 'reset' ? RESET : click.stop === undefined ? radio(click.question, click.answer) : box(click.stop));

/**
 * Runs in the page. Clicks each target in turn, the input or its label by turns, and reads after
 * each what is displayed. With no targets it reads once.
 *
 * Displayed is what has a box. The computed `display` of a hidden element would not do: browsers
 * calculate it anew when asked, right even where they forgot to refresh the page.
 */
function clickAndRead(targets) {
  const form = document.querySelector('form.fit');
  const every = (selector) => [...form.querySelectorAll(selector)];
  const number = (element, letter) => Number([...element.classList].find((name) => RegExp(`^${letter}\\d+$`).test(name)).slice(1)) - 1;
  const shown = (list) => list.filter((element) => element.checkVisibility());
  const bands = every('.result .band');
  const shorts = every('.bar .band');
  const nones = every('.none');
  const says = every('.q .say');
  const items = every('.take li');
  const take = every('.take');
  const questions = every('.q').map((element) => [element, getComputedStyle(element)]);
  const indexOf = new Map(questions.map(([element], at) => [element, at]));
  const bars = every('.bar');
  const read = () => ({
    checked: [...form.querySelectorAll(':checked')].map((input) => `[name=${input.name}]${input.type === 'radio' ? `.a${number(input, 'a') + 1}` : ''}`),
    outcome: shown(bands).map((element) => number(element, 'o')),
    short: shown(shorts).map((element) => number(element, 'o')),
    none: shown(nones).length,
    says: shown(says).map((element) => indexOf.get(element.closest('.q'))),
    items: shown(items).map((element) => number(element, 'c')),
    take: shown(take).length > 0,
    counted: questions.filter(([, style]) => style.counterIncrement === 'answered 1').length,
    bar: shown(bars).length === 1,
  });
  if (!targets.length) return [read()];
  return targets.map((wanted, at) => {
    const input = form.querySelector(wanted);
    (at % 2 ? (input.labels?.[0] ?? input) : input).click();
    return read();
  });
}

const same = (a, b) => a.length === b.length && a.every((one, at) => one === b[at]);

/** What is wrong in a reading; `isolated` pages have outcome rules only, and none for a blank form. */
function differences(q, state, expected, found, { isolated = false } = {}) {
  const wrong = [];
  const differs = (what, want, have) => !same(want, have) && wrong.push(`${what}: shows [${have}], not [${want}]`);
  const ticked = [...state.chosen.flatMap((answer, at) => (answer === null ? [] : [radio(at, answer)])), ...state.stops.flatMap((stop, at) => (stop ? [box(at)] : []))];
  differs('ticked', ticked, found.checked);
  const blank = isBlank(state) && !isolated;
  const outcome = blank ? [] : [expected.outcome];
  differs('outcome', outcome, found.outcome);
  differs('short line', outcome, found.short);
  if (!isolated && found.none !== (blank ? 2 : 0)) wrong.push(`“before any answer” shows ${found.none} times, ${blank ? 'not twice' : 'and should not'}`);
  if (isolated) return wrong;
  const flagged = expected.flagged.filter((at) => q.questions[at].says);
  differs('words below questions', flagged, found.says);
  differs('words to take', flagged, found.items);
  if (found.take !== flagged.length > 0) wrong.push(`the list of words ${found.take ? 'shows' : 'does not show'}`);
  if (found.counted !== expected.answered) wrong.push(`the counter counts ${found.counted}, not ${expected.answered}`);
  if (!found.bar) wrong.push('the bar does not show');
  return wrong;
}

/** Adds up comparisons; one comparison is one page state after one click. */
export class Tally {
  compared = 0;
  differed = 0;
  problems = [];

  add(other) {
    this.compared += other.compared;
    this.differed += other.differed;
    this.problems.push(...other.problems);
  }
}

const CHUNK = 400;
const SHOWN = 5;

/** Clicks through a page that is open and blank; `press` is how one click is made if not in the page. */
export async function compare({ page, q, reference, clicks, options = {}, press = null }) {
  const tally = new Tally();
  const states = statesAfter(q, clicks);
  const expected = await evaluate({ ...reference, q, states });
  tally.outcomes = new Set(expected.filter((_, at) => !isBlank(states[at])).map((one) => one.outcome));
  const look = (found, at) => {
    tally.compared += 1;
    const wrong = differences(q, states[at], expected[at], found, options);
    if (!wrong.length) return;
    tally.differed += 1;
    if (tally.problems.length >= SHOWN) return;
    const from = clicks.lastIndexOf('reset', at);
    tally.problems.push(`${wrong.join('; ')}\nat ${describe(q, states[at])}\nclicks on a blank form: ${clicks.slice(from + 1, at + 1).map(target).join(' ') || 'none, after the reset'}`);
  };
  if (press) {
    for (const [at, click] of clicks.entries()) {
      await press(target(click));
      look((await page.evaluate(clickAndRead, []))[0], at);
    }
    return tally;
  }
  for (let from = 0; from < clicks.length; from += CHUNK) {
    const found = await page.evaluate(clickAndRead, clicks.slice(from, from + CHUNK).map(target));
    found.forEach((one, at) => look(one, from + at));
    if (options.first && tally.differed) break;
  }
  return tally;
}

/** Brings a page into a state by clicks in it. */
export const set = (page, targets) => page.evaluate(clickAndRead, targets);
export const readNow = async (page) => (await page.evaluate(clickAndRead, []))[0];
