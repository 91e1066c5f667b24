// Starts the browsers that the machine has, from its PATH. None is ever downloaded.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';

/** The first of `names` on the PATH, or null. */
export function program(...names) {
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not there: on to the next.
      }
    }
  return null;
}

const need = (path, name) => {
  if (!path) throw new Error(`${name} is not installed (or not on the PATH)`);
  return path;
};

/** Chromium in a new, empty profile. Without a sandbox (it has none for root): it sees our own pages only. */
export const chromium = () =>
  puppeteer.launch({
    executablePath: need(program('chromium', 'chromium-browser', 'google-chrome'), 'Chromium'),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });

/** Firefox, by WebDriver BiDi. BiDi cannot emulate the colour scheme, so it is a preference of the profile. */
export const firefox = (scheme) =>
  puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath: need(program('firefox-esr', 'firefox'), 'Firefox'),
    headless: true,
    extraPrefsFirefox: { 'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1 },
  });

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

export const colours = (page, scheme) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
