// The built site in real browsers and validators:
// `node run.mjs SITE_DIR [--goodfit PROGRAM] [--root DIR] [--only WORDS]`.
// The program answers the questionnaire for comparison; the root is where its source is.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from './browsers.mjs';
import { links } from './checks/links.mjs';
import { markup } from './checks/markup.mjs';
import { structure } from './checks/structure.mjs';
import { weight } from './checks/weight.mjs';
import { checklistGroups, PATH } from './checklist/groups.mjs';
import { chromiumGroups, firefoxGroups, lighthouseGroup } from './groups.mjs';
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
console.log(`${site.pages.length} pages, ${site.styles.length} stylesheets; ${await browser.version()}`);

await report.group('one page of each kind, and of each care card', async (check) => {
  for (const [kind, path] of Object.entries({ ...site.kinds, ...site.cards })) check(kind, path ? [] : ['the site has no such page']);
});
const there = (pages) => Object.fromEntries(Object.entries(pages).filter(([, path]) => path));
site.kinds = there(site.kinds);
site.cards = there(site.cards);

await report.group('Nu checker: HTML, CSS, SVG', (check, note) => markup(site, check, note));
await report.group('structure: h1, ids, policy, no script', (check) => structure(site, server, check));
await report.group('links and anchors', (check, note) => links(site, server, check, note));
await report.group('weight', (check, note) => weight(site, check, note));
await Promise.all([chromiumGroups({ report, site, server, browser }), firefoxGroups({ report, site })]);
await browser.close();
await lighthouseGroup({ report, site, server });

const hasChecklist = site.pages.some((page) => page.path === PATH);
if (hasChecklist) await checklistGroups({ report, site, server, goodfit: resolve(options.goodfit), root: resolve(options.root) });
else report.skip('checklist', `the site has no ${PATH}`);

server.close();
process.exit(report.close() ? 0 : 1);
