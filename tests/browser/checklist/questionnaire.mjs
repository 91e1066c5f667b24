// A questionnaire as the tests see it: read from its YAML, and answered by the reference evaluator
// (`goodfit checklist evaluate`), never by code of this folder.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** What the clicks need to know, in the order of the page. */
export function shape(yaml) {
  const answers = Object.keys(yaml.answers);
  const flagOn = (one) => one.flag_on ?? yaml.flag_on ?? [];
  const questions = yaml.sections.flatMap((section) =>
    section.questions.map((one) => ({
      id: one.id,
      section: section.id,
      marks: one.marks ?? [],
      says: Boolean(one.say),
      flagOn: flagOn(one).map((answer) => answers.indexOf(answer)),
    })),
  );
  return {
    answers,
    questions,
    stops: (yaml.stop_signs?.signs ?? []).map((sign) => sign.id),
    outcomes: yaml.outcomes.map(({ id, when, heading, short }) => ({ id, when, heading, short })),
  };
}

export const readQuestionnaire = async (file) => shape(parse(await readFile(file, 'utf8')));

/** A state is what is ticked: for each question the number of its answer or null, for each stop sign whether. */
export const blankState = (q) => ({ chosen: q.questions.map(() => null), stops: q.stops.map(() => false) });
export const isBlank = (state) => state.chosen.every((one) => one === null) && !state.stops.includes(true);

const line = (q, state) =>
  JSON.stringify({
    answers: Object.fromEntries(q.questions.flatMap(({ id }, at) => (state.chosen[at] === null ? [] : [[id, q.answers[state.chosen[at]]]]))),
    stops: q.stops.filter((_, at) => state.stops[at]),
  });

export const describe = (q, state) => line(q, state);

export function goodfit(program, args, input = '') {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    child.on('error', (error) => fail(new Error(`${program}: ${error.message} (build it, or name it with --goodfit)`)));
    child.on('close', (code) => done({ code, out, err }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** What each state must show, by the reference evaluator: `{ outcome, flagged, answered }`, all by number. */
export async function evaluate({ program, root, file, q, states }) {
  const { code, out, err } = await goodfit(program, ['checklist', 'evaluate', '--root', root, file], states.map((state) => `${line(q, state)}\n`).join(''));
  const lines = out.split('\n').filter(Boolean);
  if (lines.length !== states.length) throw new Error(`the evaluator ended with ${code} after ${lines.length} of ${states.length} lines: ${err}`);
  const outcome = new Map(q.outcomes.map(({ id }, at) => [id, at]));
  const question = new Map(q.questions.map(({ id }, at) => [id, at]));
  return lines.map((text) => {
    const found = JSON.parse(text);
    return { outcome: outcome.get(found.outcome), flagged: found.flagged.map((id) => question.get(id)), answered: found.answered };
  });
}
