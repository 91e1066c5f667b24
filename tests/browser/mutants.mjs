// Checks of the checks: each breaks one thing on a copy of the site, and the check that is there for
// it must fail. `node mutants.mjs SITE_DIR`.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, PHONE } from './browsers.mjs';
import { axePages } from './checks/axe.mjs';
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

const folder = await mkdtemp(join(tmpdir(), 'goodfit-mutants-'));
const dir = join(folder, 'site');
await cp(resolve(process.argv[2]), dir, { recursive: true });
const server = await serve(dir);
const browser = await chromium();
const report = new Report();

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
const style = join(dir, whole.styles.find((name) => article.links.some((link) => link?.endsWith(name))));
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

await browser.close();
server.close();
await rm(folder, { recursive: true });
process.exit(report.close() ? 0 : 1);
