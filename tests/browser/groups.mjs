// Everything that is checked of every page and of one page of each kind, browser by browser. The browsers work
// side by side, each with a host of its own: the hosts keep logs.

import { chromium, colours, DESKTOP, firefox, PHONE, program } from './browsers.mjs';
import { axePages } from './checks/axe.mjs';
import { forcedColours } from './checks/forced.mjs';
import { keyboard, tour } from './checks/keyboard.mjs';
import { lighthousePages } from './checks/lighthouse.mjs';
import { print } from './checks/print.mjs';
import { quiet } from './checks/quiet.mjs';
import { reflow } from './checks/reflow.mjs';
import { shift } from './checks/shift.mjs';
import { visits } from './checks/visit.mjs';
import { walk } from './checks/walk.mjs';
import { inWebkit } from './checks/webkit.mjs';
import { PATH } from './checklist/groups.mjs';
import { serve } from './server.mjs';
import { noWebkit, webkit } from './webdriver.mjs';

const SIZES = [[PHONE, 'phone'], [DESKTOP, 'desktop']];
const WALKS = [{ width: 360, height: 740 }, { width: 1280, height: 720 }];

/** The walk needs a checklist to walk to. */
const walks = (report, site, origin, browser, who) =>
  site.kinds.checklist === PATH
    ? report.group(`keyboard in ${who}: home, article, checklist, result`, async (check) => {
        for (const viewport of WALKS) {
          const page = await browser.newPage();
          await walk({ site, origin, page, viewport, check, who });
          await page.close();
        }
      })
    : report.skip(`keyboard in ${who}`, `the site has no ${PATH}`);

export async function chromiumGroups({ report, site, server, browser }) {
  const { origin } = server;
  const kinds = Object.values(site.kinds);
  await report.group('visits in Chromium: console, requests, 320 px, 200 % text, no JavaScript', (check) => visits(site, server, browser, check));
  await report.group('keyboard: skip link', (check) => keyboard(site, server, browser, check));
  await report.group('keyboard: every stop seen', (check) => tour(site, server, browser, check));
  await walks(report, site, origin, browser, 'Chromium');
  await report.group('text spacing, 400 % zoom, 200 % text', (check) => reflow(site, server, browser, check));
  await report.group('forced colours', (check) => forcedColours(site, server, browser, check));
  await report.group('layout shifts', (check) => shift(site, server, browser, check));

  await report.group('axe in Chromium: every page, phone, light', async (check) => {
    const page = await browser.newPage();
    await colours(page, 'light');
    await axePages({ page, origin, paths: site.shown.map((one) => one.path), viewport: PHONE, check });
    await page.close();
  });
  await report.group('axe in Chromium: each kind, dark and desktop', async (check) => {
    const page = await browser.newPage();
    for (const [scheme, viewport, size] of [['dark', PHONE, 'phone'], ['light', DESKTOP, 'desktop'], ['dark', DESKTOP, 'desktop']]) {
      await colours(page, scheme);
      await axePages({ page, origin, paths: kinds, viewport, check, label: ` (${scheme}, ${size})` });
    }
    await page.close();
  });
  if (program('pdftotext')) await report.group('print, A4 and Letter', (check, note) => print(site, server, browser, check, note));
  else report.skip('print', 'pdftotext (poppler-utils) is not installed');
}

export async function firefoxGroups({ report, site }) {
  const server = await serve(site.dir);
  const { origin } = server;
  const kinds = Object.values(site.kinds);
  for (const scheme of ['light', 'dark']) {
    const browser = await firefox(scheme);
    try {
      if (scheme === 'light') {
        await report.group('visits in Firefox: console, requests, 320 px', (check) => quiet(site, server, browser, check));
        await walks(report, site, origin, browser, 'Firefox');
      }
      await report.group(`axe in Firefox: each kind, ${scheme}`, async (check, note) => {
        note(await browser.version());
        const page = await browser.newPage();
        for (const [viewport, size] of SIZES) await axePages({ page, origin, paths: kinds, viewport, check, label: ` (${size})` });
        const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
        check('colour scheme', dark === (scheme === 'dark') ? [] : ['the preference is not obeyed']);
        await page.close();
      });
    } finally {
      await browser.close();
    }
  }
  server.close();

  if (noWebkit()) return report.skip('visits in WebKit', noWebkit());
  await report.group('visits in WebKit: requests, 320 px', async (check, note) => {
    const browser = await webkit();
    try {
      note(await browser.version());
      await inWebkit({ site, page: await browser.newPage(), paths: site.shown.map((one) => one.path), check });
    } finally {
      await browser.close();
    }
  });
}

/** By itself: it measures time. */
export const lighthouseGroup = ({ report, site, server }) =>
  report.group('Lighthouse: home, article, checklist', async (check, note) => {
    const browser = await chromium();
    const pages = [['home', false], ['article', true], ['checklist', true]].filter(([kind]) => site.kinds[kind]);
    try {
      await lighthousePages({ browser, origin: server.origin, pages: pages.map(([kind, timed]) => [kind, site.kinds[kind], timed]), check, note });
    } finally {
      await browser.close();
    }
  });
