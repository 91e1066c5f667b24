// Checks of the checks: each breaks one thing on a copy of the site, and the check that is there for
// it must fail. `node mutants.mjs SITE_DIR [--goodfit PROGRAM] [--root DIR]`.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, DESKTOP, firefox, PHONE } from './browsers.mjs';
import { axePages } from './checks/axe.mjs';
import { agreement, tallyText } from './checks/checklist.mjs';
import { axeStates, byKeyboard, tree } from './checks/checklist-access.mjs';
import { bare, forced, paper, reflow } from './checks/checklist-paper.mjs';
import { locks, privacy } from './checks/checklist-privacy.mjs';
import { PATH } from './checklist/groups.mjs';
import { readQuestionnaire } from './checklist/questionnaire.mjs';
import { keyboard, tour } from './checks/keyboard.mjs';
import { links } from './checks/links.mjs';
import { markup } from './checks/markup.mjs';
import { print } from './checks/print.mjs';
import { structure } from './checks/structure.mjs';
import { visits } from './checks/visit.mjs';
import { weight } from './checks/weight.mjs';
import { Report } from './report.mjs';
import { serve } from './server.mjs';
import { readSite } from './site.mjs';

const before = (mark, added) => (text) => text.replace(mark, added + mark);
const noise = Array.from({ length: 4000 }, (_, at) => ((at * 2654435761) >>> 0).toString(36)).join('');

const ON_PAGE = [
  ['an unknown attribute', markup, before('<main', '<p colour="red">x</p>'), /colour/],
  ['a second h1', structure, before('</main>', '<h1>Again</h1>'), /2 h1/],
  ['an id twice', structure, before('</main>', '<p id="same">x</p><p id="same">x</p>'), /duplicate ids: same/],
  ['a label for nothing', structure, before('</main>', '<p aria-labelledby="nobody">x</p>'), /nobody/],
  ['a weaker policy', structure, (html) => html.replace('img-src', 'script-src *; img-src'), /policy differs/],
  ['a policy too late', structure, (html) => html.replace('<head>', '<head><title>x</title>'), /not the first/],
  ['a script', structure, before('</body>', '<script>1</script>'), /1 scripts/],
  ['an inline style', structure, before('</main>', '<p style="color:red">x</p>'), /1 inline/],
  ['a dead link', links, before('</main>', '<a href="/nowhere/">x</a>'), /nowhere\/: 404/],
  ['a dead anchor', links, before('</main>', '<a href="/#nowhere">x</a>'), /no such anchor/],
  ['a link without its last slash', links, before('</main>', '<a href="/choosing">x</a>'), /choosing: 301/],
  ['a heavy page', weight, before('</main>', `<!--${noise}-->`), /more than 14 KB/],
  ['a picture from elsewhere', visits, before('</main>', '<img src="http://localhost:9/x.png" alt="x">'), /localhost:9/],
  ['a second stylesheet', visits, before('</head>', '<link rel="stylesheet" href="/style.css">'), /2 stylesheets/],
  ['a script that writes', visits, before('</body>', '<script>document.body.append("x")</script>'), /console error/],
  ['a picture of our own', visits, before('</main>', '<img src="/favicon.svg?2" alt="x">'), /more requests/],
  ['no alternative text', axe, before('</main>', '<img src="/favicon.svg">'), /image-alt/],
  ['a link in front of the skip link', keyboard, before('<a class="skip"', '<a href="/">x</a>'), /first Tab/],
];
const IN_STYLE = [
  ['a wide box', visits, 'main{inline-size:700px}', /at 320 px/],
  ['pale text', axe, 'main p{color:#bbb}', /color-contrast/],
  ['small targets', axe, '.foot li{margin:0;padding:0;line-height:8px}.foot a{display:block;block-size:8px;padding:0;line-height:8px;font-size:8px}', /target-size/],
  ['no focus ring', tour, ':focus-visible{outline:none;box-shadow:none}', /no focus ring/],
  ['a cover over everything', tour, 'body::after{content:"";position:fixed;inset:0;z-index:99}', /focus is hidden/],
  ['an empty last sheet', print, '@media print{.foot{break-before:page}}', /all but empty/],
];

async function axe(site, server, browser, check) {
  const page = await browser.newPage();
  await axePages({ page, origin: server.origin, paths: site.shown.map((one) => one.path), viewport: PHONE, check });
  await page.close();
}

/** Every check has the arguments it asks for by its name. */
const call = (test, site, server, browser, check) =>
  ({
    markup: () => markup(site, check, () => {}),
    structure: () => structure(site, server, check),
    links: () => links(site, server, check, () => {}),
    weight: () => weight(site, check, () => {}),
    visits: () => visits(site, server, browser, check),
    axe: () => axe(site, server, browser, check),
    keyboard: () => keyboard(site, server, browser, check),
    tour: () => tour(site, server, browser, check),
    print: () => print(site, server, browser, check, () => {}),
  })[test.name]();

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { goodfit: { type: 'string', default: resolve(top, 'target/release/goodfit') }, root: { type: 'string', default: top }, only: { type: 'string', default: '' } },
});
const folder = await mkdtemp(join(tmpdir(), 'goodfit-mutants-'));
const dir = join(folder, 'site');
await cp(resolve(positionals[0]), dir, { recursive: true });
const server = await serve(dir);
const browser = await chromium();
const report = new Report(options.only);

/** What a check says about the article alone. */
async function problems(test) {
  const site = await readSite(dir, browser);
  const article = site.kinds.article;
  const only = (pages) => pages.filter((page) => page.path === article || (test === links && page.path === '/'));
  const small = { ...site, kinds: { article }, shown: only(site.shown), pages: only(site.pages), files: [] };
  if (test === links) small.pages = site.pages;
  const found = [];
  const context = await browser.createBrowserContext(); // with an empty cache: stylesheets are immutable
  await call(test, small, server, context, (what, wrong) => found.push(...wrong.map((text) => `${what}: ${text}`)));
  await context.close();
  return found;
}

const whole = await readSite(dir, browser);
const article = whole.pages.find((one) => one.path === whole.kinds.article);
const page = join(dir, article.file);
const styleOf = (one) => join(dir, whole.styles.find((name) => one.links.some((link) => link?.endsWith(name))));
const style = styleOf(article);
const mutants = [
  ...ON_PAGE.map(([name, test, edit, says]) => ({ name, test, file: page, edit, says })),
  ...IN_STYLE.map(([name, test, rule, says]) => ({
    name,
    test,
    file: style,
    edit: (css) => css + rule.replace(/([^{}]+)\}/g, (all, body) => `${body.split(';').map((one) => (one.includes(':') ? `${one}!important` : one)).join(';')}}`),
    says,
  })),
];

await report.group('every check fails when it should', async (check) => {
  for (const { name, test, file, edit, says } of mutants) {
    const text = await readFile(file, 'utf8');
    const changed = edit(text);
    if (changed === text) {
      check(name, ['the change changed nothing']);
      continue;
    }
    await writeFile(file, changed);
    const found = await problems(test).finally(() => writeFile(file, text));
    check(name, found.some((line) => says.test(line)) ? [] : [`${test.name} says only: ${found.join(' | ') || 'nothing'}`]);
  }
});

// The checklist: what a reader would notice, and what only the server would.

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
  ['no borders', 'css', 'forced', added('.answers label{border:0!important}'), /no border/],
  ['an outcome that is not printed', 'css', 'paper', added('@media print{.fit .o3{display:none!important}}'), /A4, blank: an outcome is not printed/],
  ['rules that are printed with the answers', 'css', 'paper', added('@media print{.fit .rule{display:block!important}}'), /a rule is printed/],
  ['large print', 'css', 'paper', added('@media print{.fit{font-size:30pt!important}}'), /sheets, more than/],
  ['an outcome hidden by itself', 'html', 'bare', sub('<div class="band o3"', '<div hidden class="band o3"'), /outcome 3 or its rule/],
  ['outcomes in another order', 'html', 'bare', (html) => html.replace(/(<div class="band o2">[^]*?)(<div class="band o3">[^]*?)(<div class="band o4">)/, '$2$1$3'), /outcome 2 is/],
];

const checklist = whole.pages.find((one) => one.path === PATH);
if (!checklist) report.skip('the checks of the checklist', `the site has no ${PATH}`);
else
  await report.group('every check of the checklist fails when it should', async (check) => {
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
  });

await browser.close();
server.close();
await rm(folder, { recursive: true });
process.exit(report.close() ? 0 : 1);
