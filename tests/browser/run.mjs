// The built site in real browsers and validators:
// `node run.mjs SITE_DIR [--goodfit PROGRAM] [--root DIR] [--only WORDS]`.
// The program answers the questionnaire for comparison; the root is where its source is.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, colours, DESKTOP, firefox, PHONE, program } from './browsers.mjs';
import { axePages } from './checks/axe.mjs';
import { keyboard, tour } from './checks/keyboard.mjs';
import { links } from './checks/links.mjs';
import { markup } from './checks/markup.mjs';
import { print } from './checks/print.mjs';
import { structure } from './checks/structure.mjs';
import { visits } from './checks/visit.mjs';
import { weight } from './checks/weight.mjs';
import { checklistGroups, PATH } from './checklist/groups.mjs';
import { Report } from './report.mjs';
import { serve } from './server.mjs';
import { readSite } from './site.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { goodfit: { type: 'string', default: resolve(top, 'target/release/goodfit') }, root: { type: 'string', default: top }, only: { type: 'string', default: '' } },
});
if (positionals.length !== 1) {
  console.error('usage: node run.mjs SITE_DIR [--goodfit PROGRAM] [--root DIR] [--only WORDS]');
  process.exit(2);
}

const report = new Report(options.only);
const dir = resolve(positionals[0]);
const server = await serve(dir);
const browser = await chromium();
const site = await readSite(dir, browser);
const { origin } = server;
const kinds = Object.values(site.kinds).filter(Boolean);
console.log(`${site.pages.length} pages, ${site.styles.length} stylesheets; ${await browser.version()}`);

await report.group('one page of each kind', async (check) => {
  for (const [kind, path] of Object.entries(site.kinds)) check(kind, path ? [] : ['the site has no such page']);
});
site.kinds = Object.fromEntries(Object.entries(site.kinds).filter(([, path]) => path));

await report.group('Nu checker: HTML, CSS, SVG', (check, note) => markup(site, check, note));
await report.group('structure: h1, ids, policy, no script', (check) => structure(site, server, check));
await report.group('links and anchors', (check, note) => links(site, server, check, note));
await report.group('weight', (check, note) => weight(site, check, note));
await report.group('visits: console, requests, 320 px, 200 % text, no JavaScript', (check) => visits(site, server, browser, check));
await report.group('keyboard: skip link', (check) => keyboard(site, server, browser, check));
await report.group('keyboard: every stop seen', (check) => tour(site, server, browser, check));

await report.group('axe in Chromium: every page, phone, light', async (check) => {
  const page = await browser.newPage();
  await colours(page, 'light');
  await axePages({ page, origin, paths: site.shown.map((one) => one.path), viewport: PHONE, check });
  await page.close();
});

const rest = [
  ['dark', PHONE, 'phone'],
  ['light', DESKTOP, 'desktop'],
  ['dark', DESKTOP, 'desktop'],
];
await report.group('axe in Chromium: each kind, dark and desktop', async (check) => {
  const page = await browser.newPage();
  for (const [scheme, viewport, size] of rest) {
    await colours(page, scheme);
    await axePages({ page, origin, paths: kinds, viewport, check, label: ` (${scheme}, ${size})` });
  }
  await page.close();
});

if (program('pdftotext')) await report.group('print', (check, note) => print(site, server, browser, check, note));
else report.skip('print', 'pdftotext (poppler-utils) is not installed');
await browser.close();

for (const scheme of ['light', 'dark'])
  await report.group(`axe in Firefox: each kind, ${scheme}`, async (check, note) => {
    const fox = await firefox(scheme);
    try {
      note(await fox.version());
      const page = await fox.newPage();
      const heard = [];
      page.on('console', (message) => heard.push(`console ${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
      for (const [viewport, size] of [[PHONE, 'phone'], [DESKTOP, 'desktop']])
        await axePages({ page, origin, paths: kinds, viewport, check, label: ` (${size})` });
      const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
      check('colour scheme', dark === (scheme === 'dark') ? [] : ['the preference is not obeyed']);
      check('console', heard);
    } finally {
      await fox.close();
    }
  });

const hasChecklist = site.pages.some((page) => page.path === PATH);
if (hasChecklist) await checklistGroups({ report, site, server, goodfit: resolve(options.goodfit), root: resolve(options.root) });
else report.skip('checklist', `the site has no ${PATH}`);

server.close();
process.exit(report.close() ? 0 : 1);
