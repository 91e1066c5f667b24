// Checks of the checks: each breaks one thing on a copy of the site, and the check that is there for
// it must fail. `node mutants.mjs SITE_DIR [--goodfit PROGRAM] [--root DIR] [--only WORDS]`.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, firefox, PHONE } from './browsers.mjs';
import { walk } from './checks/walk.mjs';
import { PATH } from './checklist/groups.mjs';
import { checklistMutants } from './mutants/checklist.mjs';
import { IN_STYLE, NEEDS_ALL_PAGES, ON_PAGE } from './mutants/pages.mjs';
import { Report } from './report.mjs';
import { serve } from './server.mjs';
import { readPage, readSite } from './site.mjs';
import { Gone, noWebkit, webkit } from './webdriver.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { goodfit: { type: 'string', default: resolve(top, 'target/release/goodfit') }, root: { type: 'string', default: top }, only: { type: 'string', default: '' } },
});
const folder = await mkdtemp(join(tmpdir(), 'goodfit-mutants-'));
/** A copy of the site to break, and its host. */
const copy = async (name) => {
  const dir = join(folder, name);
  await cp(resolve(positionals[0]), dir, { recursive: true });
  return { dir, server: await serve(dir) };
};
const { dir, server } = await copy('site');
const browser = await chromium();
const report = new Report(options.only);
const whole = await readSite(dir, browser);
const article = whole.pages.find((one) => one.path === whole.kinds.article);
const styleOf = (one, where = dir) => join(where, whole.styles.find((name) => one.links.some((link) => link?.endsWith(name))));

/** Declarations that win; those of an animation cannot. */
const urgent = (css) => (css.startsWith('@keyframes') ? css : css.replace(/([^{}]+)\}/g, (all, body) => `${body.split(';').map((one) => (one.includes(':') ? `${one}!important` : one)).join(';')}}`));
const mutants = [
  ...ON_PAGE.map(([name, test, edit, says]) => ({ name, test, file: join(dir, article.file), edit, says })),
  ...IN_STYLE.map(([name, test, rule, says]) => ({ name, test, file: styleOf(article), edit: (css) => css + urgent(rule), says })),
];

/** What a check says about the article alone, or in `walk` about the pages on the way. */
async function problems(test, more) {
  const blank = await browser.newPage();
  const now = await readPage(dir, article.file, blank);
  await blank.close();
  const pages = test === NEEDS_ALL_PAGES ? whole.pages.map((one) => (one.path === now.path ? now : one)) : [now];
  const site = { ...whole, kinds: { article: now.path }, cards: {}, articles: [], shown: [now], pages, files: [] };
  const found = [];
  const context = await browser.createBrowserContext(); // with an empty cache: stylesheets are immutable
  const tab = await context.newPage();
  try {
    await test({ site, whole, server, browser, context, tab, ...more, check: (what, wrong) => found.push(...wrong.map((text) => `${what}: ${text}`)) });
  } finally {
    await context.close();
  }
  return found;
}

await report.group('a trap for the focus is found', async (check) => {
  // It takes a script, so this host sends no policy.
  const trap = "<script>addEventListener('focusin', ({ target }) => { const [first, second] = document.querySelectorAll('main a'); if (target === second) first.focus(); })</script>";
  const host = await serve(dir, { headers: false, edit: (path, text) => text.replace(/<meta http-equiv="Content-Security[^>]*>/, '').replace('</body>', `${trap}</body>`) });
  const page = await browser.newPage();
  const found = [];
  await walk({ site: whole, origin: host.origin, page, viewport: PHONE, check: (what, wrong) => found.push(...wrong), who: '' });
  check('a trap', found.some((line) => /Tab is trapped/.test(line)) ? [] : [`the walk says only: ${found.join(' | ') || 'nothing'}`]);
  await page.close();
  host.close();
});

await report.group('a browser that is gone hides no failure', async (check) => {
  const told = console.log;
  const quietly = async (run) => {
    const inner = new Report();
    console.log = () => {};
    await inner.group('x', run).finally(() => (console.log = told));
    return `${inner.passed} passed, ${inner.failed} failed, ${inner.skipped} skipped`;
  };
  const same = (what, found, wanted) => check(what, found === wanted ? [] : [`${found}, not ${wanted}`]);
  same('gone at once', await quietly(() => Promise.reject(new Gone('x'))), '0 passed, 0 failed, 1 skipped');
  same('gone after a failure', await quietly(async (inner) => {
    inner('a', ['wrong']);
    throw new Gone('x');
  }), '0 passed, 1 failed, 1 skipped');
  same('any other error', await quietly(() => Promise.reject(new Error('x'))), '0 passed, 1 failed, 0 skipped');
});

const onPages = () => report.group('every check fails when it should', async (check, note) => {
  const fox = await firefox('light');
  const kit = noWebkit() ? null : await webkit().catch((error) => note(`no WebKit: ${error.message}`));
  const more = { fox, webkitPage: await kit?.newPage() };
  for (const { name, test, file, edit, says } of mutants) {
    if (test.needs && !kit) {
      note(`left out: ${name}`);
      continue;
    }
    const text = await readFile(file, 'utf8');
    const changed = edit(text);
    if (changed === text) {
      check(name, ['the change changed nothing']);
      continue;
    }
    await writeFile(file, changed);
    try {
      const found = await problems(test, more);
      check(name, found.some((line) => says.test(line)) ? [] : [`the check says only: ${found.join(' | ') || 'nothing'}`]);
    } catch (error) {
      if (error instanceof Gone) note(`left out: ${name}: ${error.message}`);
      else check(name, [error.stack]);
    } finally {
      await writeFile(file, text);
    }
  }
  await fox.close();
  await kit?.close();
});

/** On a copy of its own, at the same time. */
async function onChecklist() {
  if (!whole.kinds.checklist) return report.skip('the checks of the checklist', `the site has no ${PATH}`);
  const own = await copy('checklist');
  await report.group('every check of the checklist fails when it should', (check) => checklistMutants({ site: whole, ...own, browser, options, styleOf: (one) => styleOf(one, own.dir), check }));
  own.server.close();
}

await Promise.all([onPages(), onChecklist()]);

await browser.close();
server.close();
await rm(folder, { recursive: true });
process.exit(report.close() ? 0 : 1);
