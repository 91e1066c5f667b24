// WebKit, by the W3C WebDriver protocol: as much of puppeteer's page as the checklist's checks use.
// WebKitGTK is close to Safari's engine, and is not Safari.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { program } from './browsers.mjs';

const missing = () => [['WebKitWebDriver', 'webkit2gtk-driver'], ['Xvfb', 'xvfb']].filter(([name]) => !program(name)).map(([name, pack]) => `${name} (${pack})`);

/** WebKit's driver or browser is gone. It is no verdict on a page, so the report tells it and goes on. */
export class Gone extends Error {
  name = 'Gone';
}
/** An error in a script of ours is none of these. “Unknown” is what is said when the process of the page has died. */
const GONE = new Set(['invalid session id', 'no such window', 'session not created', 'script timeout', 'timeout', 'unknown error']);

/** Why WebKit cannot run here, or null. */
export const noWebkit = () => (missing().length ? `not installed: ${missing().join(', ')}` : null);

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const wait = (ms) => new Promise((later) => setTimeout(later, ms));
const KEYS = { Tab: '\uE004', Enter: '\uE007', Space: ' ', ArrowDown: '\uE015', ArrowUp: '\uE013' };
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export async function webkit() {
  // A display of its own: Xvfb looks for a free number and says which.
  const screen = spawn(program('Xvfb'), ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((done, fail) => {
    screen.stdio[3].once('data', (data) => done(`:${String(data).trim()}`));
    screen.once('close', () => fail(new Gone('Xvfb ended')));
    setTimeout(() => fail(new Gone('Xvfb names no display')), 15_000).unref();
  });
  const port = await freePort();
  const driver = spawn(program('WebKitWebDriver'), [`--port=${port}`], {
    stdio: 'ignore',
    // Without its JIT, which crashed now and then in the loop that clicks and reads (2.50.6). Our pages have no script.
    env: { ...process.env, JSC_useJIT: '0', DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', NO_AT_BRIDGE: '1' },
  });
  const stop = () => {
    driver.kill();
    screen.kill();
  };

  const ask = async (method, path, body) => {
    const options = { method, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, options).catch((error) => {
      throw new Gone(`WebKit's driver does not answer: ${error.cause?.message ?? error.message}`);
    });
    const { value } = await response.json();
    if (!response.ok) throw new (GONE.has(value?.error) ? Gone : Error)(`WebKit: ${value?.error}: ${value?.message}`);
    return value;
  };
  let session;
  try {
    for (let tries = 0; ; tries += 1)
      try {
        await ask('GET', '/status');
        break;
      } catch (error) {
        if (tries === 50) throw error;
        await wait(100);
      }
    session = await ask('POST', '/session', { capabilities: { alwaysMatch: {} } });
  } catch (error) {
    stop();
    throw error;
  }
  const at = (method, path, body) => ask(method, `/session/${session.sessionId}${path}`, body);
  await at('POST', '/timeouts', { script: 120_000, pageLoad: 30_000 });

  const page = {
    goto: (url) => at('POST', '/url', { url }),
    url: () => at('GET', '/url'),
    reload: () => at('POST', '/refresh'),
    evaluate: (work, ...args) => at('POST', '/execute/sync', { script: `return (${work}).apply(null, arguments)`, args }),
    setViewport: ({ width, height }) => at('POST', '/window/rect', { width, height }),
    mouse: {
      click: (x, y) =>
        at('POST', '/actions', {
          actions: [
            {
              type: 'pointer',
              id: 'mouse',
              parameters: { pointerType: 'mouse' },
              actions: [{ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }],
            },
          ],
        }),
    },
    keyboard: {
      press: async (key) => {
        const element = await at('GET', '/element/active');
        return at('POST', `/element/${element[ELEMENT]}/value`, { text: KEYS[key] ?? key });
      },
    },
    close: async () => {},
  };
  return {
    newPage: async () => page,
    version: async () => `${session.capabilities.browserName} ${session.capabilities.browserVersion}`,
    close: async () => {
      await at('DELETE', '').catch(() => {});
      stop();
    },
  };
}
