// Questionnaires made up from a seed, and sites of them. JSON is YAML, so nothing here writes YAML.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goodfit, shape } from './questionnaire.mjs';

const FACTS = { description: 'Made up by a test.', published: '2026-11-21', review_by: '2027-11-21', funding: 'Nobody.', sources: ['made2024'], limits: 'None.' };

/** A condition over the whole grammar, up to three levels deep. */
function condition(rng, names, depth = 0) {
  const { answers, sections, marks, questions, stops } = names;
  const set = () => {
    const kind = rng.below(6);
    const values = kind === 0 ? 'answered' : kind === 1 ? 'unanswered' : rng.some(answers, kind === 2 ? 2 : 1).join(' + ');
    const section = sections.length > 1 && rng.chance(0.3) ? ` in ${rng.pick(sections)}` : '';
    const mark = marks.length && rng.chance(0.3) ? ` among ${rng.pick(marks)}` : '';
    return values + section + mark;
  };
  const branch = depth < 2 ? rng.below(8) : 7;
  if (branch === 0) return `not (${condition(rng, names, depth + 1)})`;
  if (branch <= 2) return `(${condition(rng, names, depth + 1)} and ${condition(rng, names, depth + 1)})`;
  if (branch <= 4) return `(${condition(rng, names, depth + 1)} or ${condition(rng, names, depth + 1)})`;
  const atom = rng.below(10);
  if (atom === 0 && stops.length) return `${rng.chance(0.3) ? 'not ' : ''}stop ${rng.pick(stops)}`;
  if (atom <= 2) return `${rng.pick(questions)} is ${rng.pick(answers)}`;
  if (atom <= 4) return `${set()} ${rng.pick(['>', '>=', '<', '<=', '='])} ${set()}`;
  return `${set()} ${rng.pick(['>=', '>=', '<=', '>', '<', '='])} ${1 + rng.below(3)}`;
}

/** A small questionnaire of 4 to 8 questions, 3 or 4 answers, up to 2 stop signs and 3 to 5 outcomes. */
export function made(rng, title) {
  const answers = rng.some(['yes', 'no', 'partly', 'not-sure', 'later', 'a1'], 3 + rng.below(2));
  const marks = rng.some(['core', 'gate'], rng.below(3));
  const sections = ['first', 'second'].slice(0, 1 + rng.below(2));
  const questions = Array.from({ length: 4 + rng.below(5) }, (_, at) => ({
    id: `thing-${at + 1}`,
    section: sections[Math.min(sections.length - 1, Math.floor(at / 3))],
    marks: marks.filter((mark, index) => (at < 2 ? at === index : rng.chance(0.5))),
  }));
  const stops = rng.chance(0.5) ? [] : ['fear', 'money'].slice(0, 1 + rng.below(2));
  const names = { answers, sections, marks, stops, questions: questions.map((one) => one.id) };
  const outcome = (id, when, urgent) => ({ id, ...(when && { when }), ...(urgent && { urgent }), heading: `Heading of ${id}`, short: `Short of ${id}.`, text: `Text of ${id}.` });
  const outcomes = [];
  if (stops.length === 2 && rng.chance(0.5)) outcomes.push(outcome('alarm', `stop ${stops[0]} and ${condition(rng, names, 1)}`, true));
  if (stops.length) outcomes.push(outcome('halt', 'any stop', true));
  const total = 3 + rng.below(3);
  while (outcomes.length < total - 1) outcomes.push(outcome(`result-${outcomes.length}`, condition(rng, names)));
  outcomes.push(outcome('other'));
  return {
    title,
    ...FACTS,
    answers: Object.fromEntries(answers.map((answer) => [answer, `Answer ${answer}`])),
    flag_on: [answers[1]],
    ...(marks.length && { marks: Object.fromEntries(marks.map((mark) => [mark, `the ${mark} questions`])) }),
    sections: sections.map((id) => ({
      id,
      title: `Section ${id}`,
      questions: questions.filter((one) => one.section === id).map((one) => ({ id: one.id, ...(one.marks.length && { marks: one.marks }), ask: `Is it ${one.id}?` })),
    })),
    ...(stops.length && { stop_signs: { heading: 'Has this happened?', signs: stops.map((id) => ({ id, sign: `Sign ${id}` })) } }),
    outcomes,
  };
}

/** One of the size people write: every question with something to say, 5 answers, 14 stop signs, 6 outcomes. */
export function sized(count) {
  const answers = ['yes', 'partly', 'no', 'early', 'na'];
  const part = (n) => Math.max(1, Math.round(count * n));
  const outcome = (id, when, urgent) => ({ id, ...(when && { when }), ...(urgent && { urgent }), heading: `Heading of ${id}`, short: `Short of ${id}.`, text: `Text of ${id}, in a sentence or two. It says what might come next.`, next: ['What to do next'] });
  return {
    title: `${count} questions`,
    ...FACTS,
    answers: Object.fromEntries(answers.map((answer) => [answer, `Answer ${answer}`])),
    order: ['no', 'partly', 'yes'],
    flag_on: ['no', 'partly'],
    marks: { core: 'the questions at the heart of it' },
    sections: Array.from({ length: 5 }, (_, section) => ({
      id: `part-${section + 1}`,
      title: `Part ${section + 1}`,
      questions: Array.from({ length: count / 5 }, (_, at) => ({
        id: `thing-${section + 1}-${at + 1}`,
        ...(at % 2 && { marks: ['core'] }),
        ask: 'Did they tell you, in words you could follow, what happens in a session?',
        why: 'People who got enough information at the start were less likely to report lasting bad effects.',
        say: '"What would we actually do in a normal session, and how might that help with my problem?"',
      })),
    })),
    stop_signs: { heading: 'Has any of this happened?', signs: Array.from({ length: 14 }, (_, at) => ({ id: `sign-${at + 1}`, sign: `Something that must not happen, number ${at + 1}`, called: 'An ethics violation' })) },
    outcomes: [
      outcome('stop', 'any stop', true),
      // With the mark too, 60 questions are too many cases to prove.
      outcome('mismatch', `${count <= 20 ? `no among core >= ${part(0.15)} or ` : ''}no >= ${part(0.25)}`),
      outcome('early', `yes + partly + no < ${part(0.4)}`),
      outcome('talk', `no >= 1 or partly >= ${part(0.2)}`),
      outcome('good'),
    ],
  };
}

/** A new site of these questionnaires, in a folder of its own; not yet built. */
export async function siteOf(questionnaires, { bare = false } = {}) {
  const root = await mkdtemp(join(tmpdir(), 'goodfit-made-'));
  for (const folder of ['content', 'data', 'themes/bare/templates']) await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, 'goodfit.yaml'), `title: Made up\nbase_url: https://example.org/\n${bare ? 'theme: bare\n' : ''}`);
  await writeFile(join(root, 'content/_index.md'), '---\ntitle: Made up\ndescription: Made up by a test.\n---\n\nText.\n');
  await writeFile(join(root, 'data/references.yaml'), 'made2024:\n  type: article\n  title: Made up\n  author: ["Nobody, Ann"]\n  date: 2024\n  parent: { type: periodical, title: Nowhere }\n');
  await writeFile(
    join(root, 'themes/bare/templates/page.html'),
    '{% extends "default/page.html" %}\n' + ['header', 'footer', 'toc', 'after_content'].map((block) => `{% block ${block} %}{% endblock ${block} %}\n`).join(''),
  );
  for (const [name, yaml] of Object.entries(questionnaires)) await writeFile(join(root, `content/${name}.checklist.yaml`), JSON.stringify(yaml, null, 1));
  return { root, output: join(root, 'public'), file: (name) => join(root, `content/${name}.checklist.yaml`), remove: () => rm(root, { recursive: true }) };
}

export async function build(program, site) {
  const { code, err } = await goodfit(program, ['build', '--root', site.root, '--output', site.output]);
  if (code !== 0) throw new Error(`a made-up site cannot be built: ${err}`);
}

/**
 * `count` made-up questionnaires that `goodfit check` has nothing against (the proof refuses an
 * outcome that can never show, and more), built, each page with nothing but its outcome rules: no
 * other rule can hide that a browser does not refresh one of them. The rule that shows the bar is
 * gone as well, so its `hidden` is, too.
 */
export async function isolated(program, count, rng) {
  const name = (at) => `made-${String(at + 1).padStart(3, '0')}`;
  const many = Object.fromEntries(Array.from({ length: count * 4 }, (_, at) => [name(at), made(rng, `Made up, ${at + 1}`)]));
  const site = await siteOf(many, { bare: true });
  try {
    const { out } = await goodfit(program, ['check', '--root', site.root, '--message-format', 'json']);
    const said = out.split('\n').filter(Boolean).map((text) => JSON.parse(text));
    // What a careful editor would be told about words and the bare theme is no matter here.
    const findings = said.filter((one) => one.code.startsWith('Q'));
    const refused = new Set(findings.map((one) => /([^/]+)\.checklist\.yaml$/.exec(one.location?.path ?? '')?.[1]));
    const fine = Object.keys(many).filter((one) => !refused.has(one));
    if (fine.length < count) throw new Error(`only ${fine.length} of ${Object.keys(many).length} made-up questionnaires pass: ${JSON.stringify(findings[0])}`);
    const kept = fine.slice(0, count);
    for (const one of Object.keys(many)) if (!kept.includes(one)) await rm(site.file(one));
    await build(program, site);
    const style = (await readdir(site.output)).find((file) => file.endsWith('.css'));
    const css = await readFile(join(site.output, style), 'utf8');
    for (const one of kept) {
      const page = join(site.output, one, 'index.html');
      await writeFile(join(site.output, one, 'own.css'), outcomeRules(css, `fit-${one}`));
      await writeFile(page, (await readFile(page, 'utf8')).replace(`/${style}`, 'own.css').replace('<div class="bar out" hidden>', '<div class="bar out">'));
    }
    return { ...site, names: kept, shapes: new Map(kept.map((one) => [one, shape(many[one])])), tried: Object.keys(many).length };
  } catch (error) {
    await site.remove();
    throw error;
  }
}

/** What says whether anything at all is ticked. */
const ANYTHING = ':is(.q,.stop):has(:checked)';

/**
 * The published rules of one form that concern its outcomes: none of its words, lists and counters,
 * and not the one for a blank form, which alone makes Chromium look at everything again.
 */
export function outcomeRules(css, id) {
  const rules = css.match(/[^{}]+\{[^{}]*\}/g) ?? [];
  const own = rules.filter((rule) => rule.includes(`#${id} `) && /\.(band|none|how|rule|o\d+)\b/.test(rule) && !rule.includes(`(${ANYTHING}~*)`));
  if (!own.length) throw new Error(`no outcome rules of #${id} in the stylesheet`);
  if (rules.filter((rule) => rule.includes(`#${id} `) && rule.includes(ANYTHING)).length !== 2) throw new Error(`the rules of #${id} for a blank form are not as they were`);
  return own.join('\n');
}
