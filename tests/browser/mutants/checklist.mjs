// What must not go unnoticed on the checklist: what a reader would notice, and what only the server would.

import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DESKTOP, firefox, PHONE } from '../browsers.mjs';
import { agreement, tallyText } from '../checks/checklist.mjs';
import { axeStates, byKeyboard, tree } from '../checks/checklist-access.mjs';
import { bare, forced, paper, reflow } from '../checks/checklist-paper.mjs';
import { locks, privacy } from '../checks/checklist-privacy.mjs';
import { walk } from '../checks/walk.mjs';
import { PATH } from '../checklist/groups.mjs';
import { readQuestionnaire } from '../checklist/questionnaire.mjs';
import { serve } from '../server.mjs';

/** Changes something, or the mutant is reported as one that changed nothing. */
const sub = (from, to) => (text) => text.replace(from, to);
const added = (rule) => (css) => css + rule;
const FORM = '#fit-is-this-therapist-a-fit';
/** The published rules that show outcome `n` when its condition holds. */
const rules = (css, n) => (css.match(/[^{}]+\{[^{}]*\}/g) ?? []).filter((rule) => rule.startsWith(`${FORM} .out:where`) && rule.includes(` .o${n}{`));
const swapped = (a, b) => (css) => {
  const [first, second] = [rules(css, a)[0], rules(css, b)[0]];
  return css.replace(first, '\u0000').replace(second, first.replaceAll(` .o${a}{`, ` .o${b}{`)).replace('\u0000', second.replaceAll(` .o${b}{`, ` .o${a}{`));
};
const CHECKLIST = [
  ['two outcome rules swapped', 'css', 'agreement', swapped(3, 4), /outcome: shows/],
  ['a condition without :where', 'css', 'agreement', (css) => css.replace(rules(css, 5)[0], (rule) => rule.replace(':where(:is(', ':is(:is(')), /outcome: shows/],
  ['one less in a chain', 'css', 'agreement', (css) => css.replace(rules(css, 4)[0], (rule) => rule.replace(/(:not\()(\.q:has\([^~]*)~/, '$1')), /outcome: shows/],
  ['one stop sign that stops nothing', 'css', 'agreement', sub('.stop:has(:checked)~*)) .o1', '.stop:has(:checked:not(.x7))~*)) .o1'), /outcome: shows/],
  ['words for the wrong answer', 'css', 'agreement', (css) => css.replace(/\.f2:has\(:is\(\.a2,\.a3\):checked\)( \.say)/, '.f2:has(:is(.a2,.a4):checked)$1'), /words below questions: shows/],
  ['a word missing from the list', 'css', 'agreement', sub(/\.q:nth-of-type\(18\):has\([^{},]*\([^)]*\)[^{},]*\)~\.result \.c18/, '#q-nowhere .c18'), /words to take: shows/],
  ['a counter that counts stop signs', 'css', 'tallyText', sub(/\.q:has\(:checked\)\{counter-increment:answered\}/, ':is(.q,.stop):has(:checked){counter-increment:answered}'), /the counter reads/],
  ['a counter without its total', 'css', 'tallyText', sub(/ of 18"/, '"'), /the counter reads/],
  ['no autocomplete=off', 'html', 'locks', sub(' autocomplete="off"', ''), /autocomplete/],
  ['no autocomplete=off, on a reload in Firefox', 'html', 'reloads', sub(' autocomplete="off"', ''), /reload: still ticked/],
  ['no method=dialog', 'html', 'locks', sub(' method="dialog"', ''), /method="dialog"/],
  ['no disabled button', 'html', 'locks', sub(/<button type="submit"[^>]*>[^<]*<\/button>/, ''), /disabled one/],
  ['a button that is not disabled', 'html', 'locks', sub('<button type="submit" disabled', '<button type="submit"'), /disabled one/],
  ['no reset button', 'html', 'locks', sub('<button type="reset">', '<button type="button">'), /nothing clears/],
  ['a tracker in the stylesheet', 'css', 'visit', added(`${FORM}:has([name=x1]:checked){background:url(/seen.svg)}`), /asked for \/seen\.svg/],
  ['an answer in the address', 'html', 'visit', sub('<a href="#result">', '<a href="?q1=yes#result">'), /the address is/],
  ['a field without a name', 'html', 'tree', sub(/(<input type="radio" class="a1" name="q1"[^>]*>)[^<]*/, '$1'), /radio has no name/],
  ['two outcomes at once', 'css', 'tree', added(`${FORM} .result .o1{display:block!important}`), /outcomes show/],
  ['a counter that is read out', 'html', 'tree', sub(' aria-hidden="true"></p>', '></p>'), /counter is in the tree/],
  ['pale words to take', 'css', 'axe', added(`${FORM} .take li{color:#bbb!important}`), /color-contrast/],
  ['a field that Tab leaves out', 'html', 'keys', sub('<input type="checkbox" class="x5"', '<input tabindex="-1" type="checkbox" class="x5"'), /13 of 14 stop signs/],
  ['a result that takes no focus', 'html', 'keys', sub(/(id="result") tabindex="-1"/, '$1'), /puts the focus on/],
  ['a bar in front of the focus', 'css', 'keys', added('html:has(.fit){scroll-padding-block-end:0!important}'), /behind the bar/],
  ['a bar as high as the window', 'css', 'reflow', added('.bar{position:sticky!important;block-size:240px!important}'), /the bar takes/],
  ['an answer too wide', 'css', 'reflow', added('.answers label{min-inline-size:400px}'), /scrolls sideways/],
  ['a bar in front of the focus, on the walk', 'css', 'walk', added('html:has(.fit){scroll-padding-block-end:0!important}'), /behind the bar/],
  ['a result without an outcome, on the walk', 'css', 'walk', added(`${FORM} .result .band{display:none!important}`), /0 outcomes show/],
  ['no borders', 'css', 'forced', added('.answers label{border:0!important}'), /no border/],
  ['an outcome that is not printed', 'css', 'paper', added('@media print{.fit .o3{display:none!important}}'), /A4, blank: an outcome is not printed/],
  ['rules that are printed with the answers', 'css', 'paper', added('@media print{.fit .rule{display:block!important}}'), /a rule is printed/],
  ['large print', 'css', 'paper', added('@media print{.fit{font-size:30pt!important}}'), /sheets, more than/],
  ['an outcome hidden by itself', 'html', 'bare', sub('<div class="band o3"', '<div hidden class="band o3"'), /outcome 3 or its rule/],
  ['outcomes in another order', 'html', 'bare', (html) => html.replace(/(<div class="band o2">[^]*?)(<div class="band o3">[^]*?)(<div class="band o4">)/, '$2$1$3'), /outcome 2 is/],
];

/** Breaks the checklist of a site's copy, one thing at a time; `styleOf` names the stylesheet of a page. */
export async function checklistMutants({ site, dir, server, browser, options, styleOf, check }) {
  const checklist = site.pages.find((one) => one.path === PATH);
  const root = resolve(options.root);
  const file = join(root, 'content/tools/is-this-therapist-a-fit.checklist.yaml');
  const q = await readQuestionnaire(file);
  const reference = { program: resolve(options.goodfit), root, file };
  const url = server.origin + PATH;
  const fox = await firefox('light');
  const run = {
    agreement: ({ page, check }) => agreement({ page, url, q, reference, check, note: () => {}, who: '', random: 0, steps: 0, mouse: 0, first: true }),
    tallyText: ({ page, check }) => tallyText({ page, url, q, check }),
    locks: async ({ check }) => locks({ html: await readFile(join(dir, checklist.file), 'utf8'), check }),
    reloads: async ({ check }) => {
      const page = await fox.newPage();
      await privacy({ page, server, path: PATH, q, check, note: () => {}, who: 'Firefox', brief: true });
      await page.close();
    },
    visit: ({ page, check }) => privacy({ page, server, path: PATH, q, check, note: () => {}, who: '', brief: true }),
    tree: ({ browser, check }) => tree({ browser, url, q, check }),
    axe: ({ page, check }) => axeStates({ page, url, q, states: ['mixed'], viewports: [['phone', PHONE]], check, who: '', scheme: 'light' }),
    keys: ({ page, check }) => byKeyboard({ page, url, q, viewport: { width: 360, height: 740 }, check, who: '' }),
    reflow: ({ browser, check }) => reflow({ browser, url, q, check }),
    forced: ({ browser, check }) => forced({ browser, url, q, check }),
    paper: ({ browser, check }) => paper({ browser, url, q, check, note: () => {}, formats: ['A4'] }),
    walk: ({ page, check }) => walk({ site, origin: server.origin, page, viewport: PHONE, check, who: '' }),
    bare: ({ browser, check }) => bare({ browser, serve: (edit) => serve(dir, { edit }), path: PATH, q, check, who: '' }),
  };
  for (const [name, where, test, edit, says] of CHECKLIST) {
    const changed = where === 'css' ? styleOf(checklist) : join(dir, checklist.file);
    const text = await readFile(changed, 'utf8');
    let after = text;
    try {
      after = edit(text);
    } catch {
      // What it would change is not there.
    }
    if (after === text) {
      check(name, ['the change changed nothing']);
      continue;
    }
    await writeFile(changed, after);
    const found = [];
    const context = await browser.createBrowserContext();
    try {
      const tab = await context.newPage();
      await tab.setViewport(DESKTOP);
      await run[test]({ page: tab, browser: context, check: (what, wrong) => found.push(...wrong.map((one) => `${what}: ${one}`)) });
    } catch (error) {
      found.push(String(error));
    } finally {
      await context.close();
      await writeFile(changed, text);
    }
    check(name, found.some((line) => says.test(line)) ? [] : [`${test} says only: ${found.slice(0, 3).join(' | ') || 'nothing'}`]);
  }
  await fox.close();
}
