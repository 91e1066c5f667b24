// States to try, and the single clicks that lead from one to the next.

import { blankState } from './questionnaire.mjs';

/** Numbers from a seed, the same on every machine (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  const shuffled = (list) => {
    const copy = [...list];
    for (let at = copy.length - 1; at > 0; at -= 1) {
      const other = below(at + 1);
      [copy[at], copy[other]] = [copy[other], copy[at]];
    }
    return copy;
  };
  return { next, below, chance: (p) => next() < p, pick: (list) => list[below(list.length)], shuffled, some: (list, n) => shuffled(list).slice(0, n) };
}

/** From nearly blank to complete, from one-sided to mixed, stop signs in one of five. */
export function randomStates(q, count, rng) {
  return Array.from({ length: count }, () => {
    const filled = rng.pick([0.2, 0.5, 0.8, 0.95, 1]);
    const favourite = rng.below(q.answers.length);
    const bias = rng.pick([0, 0, 0.5, 0.8]);
    const stops = rng.chance(0.2) ? rng.pick([0.1, 0.5]) : 0;
    return {
      chosen: q.questions.map(() => (rng.chance(filled) ? (rng.chance(bias) ? favourite : rng.below(q.answers.length)) : null)),
      stops: q.stops.map(() => rng.chance(stops)),
    };
  });
}

/** The counts in a condition: which answers, over which questions, compared with what. */
function counts(q, when) {
  const atoms = /([a-z][a-z0-9-]*(?:\s*\+\s*[a-z][a-z0-9-]*)*)((?:\s+(?:in|among)\s+[a-z][a-z0-9-]*)*)/;
  const found = [];
  const set = (text) => {
    const [, names, where] = new RegExp(`^${atoms.source}$`).exec(text.trim());
    const inside = (word) => new RegExp(`\\b${word}\\s+([a-z][a-z0-9-]*)`).exec(where)?.[1];
    const [section, mark] = [inside('in'), inside('among')];
    const scope = q.questions.flatMap((one, at) => ((!section || one.section === section) && (!mark || one.marks.includes(mark)) ? [at] : []));
    const every = q.answers.map((_, at) => at);
    const values = names.split('+').flatMap((name) => {
      if (name.trim() === 'answered') return every;
      if (name.trim() === 'unanswered') return [null];
      return [q.answers.indexOf(name.trim())];
    });
    if (values.includes(-1)) throw new Error(`no such answer in “${text}”`);
    return { scope, values, others: [...every, null].filter((value) => !values.includes(value)) };
  };
  const pattern = new RegExp(`${atoms.source}\\s*(?:>=|<=|=|<|>)\\s*(\\d+|${atoms.source})`, 'g');
  for (const [whole] of (when ?? '').replaceAll(/(?<![\w-])(and|or|not)(?![\w-])/g, '($1)').matchAll(pattern)) {
    const [left, right] = whole.split(/>=|<=|=|<|>/);
    found.push(/^\s*\d+\s*$/.test(right) ? { left: set(left), number: Number(right) } : { left: set(left), right: set(right) });
  }
  return found;
}

/**
 * One below, at and one above every number of every condition, with the rest of the page blank, all
 * one answer, or mixed; each stop sign alone; all blank; all equal; one answer unlike the others.
 */
export function boundaryStates(q, rng) {
  const states = [blankState(q)];
  const all = (answer) => ({ ...blankState(q), chosen: q.questions.map(() => answer) });
  const add = (state) => states.push(state);
  const every = q.answers.map((_, at) => at);
  for (const answer of every) {
    add(all(answer));
    if (q.stops.length) add({ ...all(answer), stops: q.stops.map(() => true) });
  }
  q.stops.forEach((_, at) => {
    for (const answer of [0, null]) {
      const state = all(answer);
      state.stops[at] = true;
      add(state);
    }
  });
  for (const at of q.questions.keys())
    for (const answer of [...every, null]) {
      const state = all(0);
      state.chosen[at] = answer;
      if (answer !== 0) add(state);
    }
  for (const { when } of q.outcomes)
    for (const { left, number, right } of counts(q, when)) {
      const wanted = number === undefined ? left.scope.map((_, at) => at) : [number - 1, number, number + 1];
      for (const count of wanted) {
        if (count < 0 || count > left.scope.length) continue;
        for (const rest of [...left.others, 'mixed'])
          for (const where of ['first', 'any']) {
            const state = all(null);
            const fill = () => (rest === 'mixed' ? rng.pick(left.others) : rest);
            state.chosen = state.chosen.map((_, at) => (left.scope.includes(at) || left.others.length === 0 ? null : fill()));
            const chosen = where === 'first' ? left.scope.slice(0, count) : rng.some(left.scope, count);
            for (const at of left.scope) state.chosen[at] = chosen.includes(at) ? rng.pick(left.values) : fill();
            // The other side of a comparison: one less, the same, one more.
            if (right) {
              const free = right.scope.filter((at) => !chosen.includes(at));
              for (const at of rng.some(free, Math.max(0, count - 1 + rng.below(3)))) state.chosen[at] = rng.pick(right.values);
            }
            add(state);
          }
      }
    }
  const seen = new Set();
  return states.filter((state) => {
    const key = JSON.stringify(state);
    return !seen.has(key) && seen.add(key);
  });
}

/** Single clicks from state to state: `'reset'`, `{ question, answer }` or `{ stop }`. A radio cannot be taken back but by the reset. */
export function clicksThrough(q, states, rng) {
  const clicks = [];
  let now = blankState(q);
  for (const target of states) {
    if (now.chosen.some((answer, at) => answer !== null && target.chosen[at] === null)) {
      clicks.push('reset');
      now = blankState(q);
    }
    const wanted = [
      ...target.chosen.flatMap((answer, question) => (answer === now.chosen[question] ? [] : [{ question, answer }])),
      ...target.stops.flatMap((stop, at) => (stop === now.stops[at] ? [] : [{ stop: at }])),
    ];
    clicks.push(...rng.shuffled(wanted));
    now = target;
  }
  return clicks;
}

/** A walk of single clicks at random; one in a hundred clears the form. */
export function walk(q, length, rng, resets = 0.01) {
  return Array.from({ length }, () => {
    if (rng.chance(resets)) return 'reset';
    if (q.stops.length && rng.chance(0.1)) return { stop: rng.below(q.stops.length) };
    return { question: rng.below(q.questions.length), answer: rng.below(q.answers.length) };
  });
}

/** The state after each click. */
export function statesAfter(q, clicks) {
  let now = blankState(q);
  return clicks.map((click) => {
    if (click === 'reset') now = blankState(q);
    else if (click.stop !== undefined) now = { ...now, stops: now.stops.map((stop, at) => (at === click.stop ? !stop : stop)) };
    else now = { ...now, chosen: now.chosen.map((answer, at) => (at === click.question ? click.answer : answer)) };
    return now;
  });
}
