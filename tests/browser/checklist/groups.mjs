// Everything that is checked of a questionnaire's page, in the order in which it is reported.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, DESKTOP, firefox, PHONE, program } from '../browsers.mjs';
import { agreement, isolatedAgreement, tallyText } from '../checks/checklist.mjs';
import { axeChromium, axeStates, byKeyboard, tree } from '../checks/checklist-access.mjs';
import { bare, forced, paper, reflow } from '../checks/checklist-paper.mjs';
import { copies, locks, privacy } from '../checks/checklist-privacy.mjs';
import { serve } from '../server.mjs';
import { noWebkit, webkit } from '../webdriver.mjs';
import { isolated } from './generate.mjs';
import { readQuestionnaire } from './questionnaire.mjs';
import { random } from './vectors.mjs';

export const PATH = '/tools/is-this-therapist-a-fit/';
const FILE = 'content/tools/is-this-therapist-a-fit.checklist.yaml';
const QUESTIONNAIRES = 40;
const STATES = 120;
/** WebKit, which is a bonus, clicks through a sample: all boundaries, and less of what chance picks. */
const SAMPLE = { random: 120, steps: 300, mouse: 30 };

const ENGINES = {
  Chromium: chromium,
  Firefox: () => firefox('light'),
  WebKit: webkit,
};

export async function checklistGroups({ report, site, server, goodfit, root }) {
  const path = PATH;
  const url = server.origin + path;
  const file = join(root, FILE);
  const q = await readQuestionnaire(file);
  const reference = { program: goodfit, root, file };
  const host = (edit) => serve(site.dir, { headers: false, edit });
  const engines = Object.keys(ENGINES).filter((name) => name !== 'WebKit' || !noWebkit());
  if (noWebkit()) report.skip('checklist in WebKit', noWebkit());

  /** A group with a browser of its own. */
  const inBrowser = (name, engine, run, start = ENGINES[engine]) =>
    report.group(`checklist, ${engine}: ${name}`, async (check, note) => {
      const browser = await start();
      try {
        const page = await browser.newPage();
        await page.setViewport(DESKTOP);
        await run({ browser, page, check, note, who: `${engine} ${/[\d.]+/.exec(await browser.version())?.[0] ?? ''}`.trim() });
      } finally {
        await browser.close();
      }
    });

  // The clicks take the most time, so all engines click at once.
  await Promise.all(engines.map((engine) => inBrowser('clicks and evaluator agree', engine, (given) => agreement({ ...given, url, q, reference, ...(engine === 'WebKit' && SAMPLE) }))));

  const made = engines.some((engine) => report.wants(`checklist, ${engine}: outcome rules alone`)) ? await isolated(goodfit, QUESTIONNAIRES, random(3)) : null;
  if (made) {
    const alone = await serve(made.output);
    await Promise.all(
      engines.map((engine) => inBrowser('outcome rules alone', engine, (given) => isolatedAgreement({ ...given, origin: alone.origin, site: made, program: goodfit, states: engine === 'WebKit' ? STATES / 3 : STATES }))),
    );
    alone.close();
    await made.remove();
  }

  const html = await readFile(join(site.dir, path, 'index.html'), 'utf8');
  await report.group('checklist: the locks on the form', async (check) => locks({ html, check }));

  /** What each engine is asked, one thing after the other; the engines side by side. */
  const sent = (engine) =>
    inBrowser('nothing is sent, and a reload is blank', engine, async (given) => {
      const own = await serve(site.dir); // it reads the host's log
      await privacy({ ...given, server: own, path, q });
      // A page of its own: puppeteer does not find its way after Firefox's history.
      await copies({ ...given, page: await given.browser.newPage(), serve: host, path, q });
      own.close();
    });
  const unstyled = (engine) => inBrowser('without the stylesheet', engine, (given) => bare({ ...given, serve: host, path, q }));
  const keys = (engine) =>
    inBrowser('the keyboard alone', engine, async ({ browser, check, who }) => {
      for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 720 }]) {
        const page = await browser.newPage();
        await page.bringToFront();
        await byKeyboard({ page, url, q, viewport, check, who });
      }
    });
  const only = {
    Chromium: async () => {
      await keys('Chromium');
      await inBrowser('axe in four states, light and dark', 'Chromium', ({ browser, check }) => axeChromium({ browser, url, q, check }));
      await inBrowser('accessibility tree', 'Chromium', ({ browser, check }) => tree({ browser, url, q, check }));
      await inBrowser('the counter', 'Chromium', (given) => tallyText({ ...given, url, q }));
      await inBrowser('320 px, 400 % zoom, forced colours', 'Chromium', async ({ browser, check }) => {
        await reflow({ browser, url, q, check });
        await forced({ browser, url, q, check });
      });
      if (program('pdftotext')) await inBrowser('print, A4 and Letter', 'Chromium', ({ browser, check, note }) => paper({ browser, url, q, check, note }));
      else report.skip('checklist: print', 'pdftotext (poppler-utils) is not installed');
    },
    Firefox: async () => {
      await keys('Firefox');
      for (const scheme of ['light', 'dark'])
        await inBrowser(
          `axe, blank and stop, ${scheme}`,
          'Firefox',
          ({ page, check, who }) => axeStates({ page, url, q, states: ['blank', 'stop'], viewports: [['phone', PHONE], ['desktop', DESKTOP]], check, who, scheme }),
          () => firefox(scheme),
        );
    },
    WebKit: async () => {},
  };
  await Promise.all(
    engines.map(async (engine) => {
      await sent(engine);
      await only[engine]();
      await unstyled(engine);
    }),
  );
}
