import { createHash, randomBytes } from 'node:crypto';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** What a browser shows after following redirects as far as they lead to `origin`. */
export interface Shown {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

function decodeEntities(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** A browser without scripts: cookies by path, redirects, links and forms. */
export class Browser {
  readonly #origin: string;
  #cookies: Cookie[] = [];
  /** Changes every address before it is fetched; for tampering. */
  tamper: (url: URL) => URL = (url) => url;
  /** Every `set-cookie` header that came. */
  readonly setCookies: string[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  async open(address: string | URL, init: RequestInit = {}, hops = 0): Promise<Shown> {
    const url = this.tamper(new URL(address, this.#origin));
    if (url.origin !== this.#origin) return { url, status: 0, headers: new Headers(), html: '' };
    const cookie = this.#cookies
      .filter(({ path }) => url.pathname === path || url.pathname.startsWith(path.replace(/\/?$/, '/')))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const header of response.headers.getSetCookie()) this.#keep(header);
    const location = response.headers.get('location');
    if (location !== null && hops < 15) return this.open(new URL(location, url), {}, hops + 1);
    return { url, status: response.status, headers: response.headers, html: await response.text() };
  }

  /** Fills in the form whose button says `submit` and sends it. */
  async submit(shown: Shown, submit: string | RegExp, fields: Record<string, string> = {}): Promise<Shown> {
    for (const [, attributes = '', inner = ''] of shown.html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
      const label = decodeEntities(/<button[^>]*>([\s\S]*?)<\/button>/.exec(inner)?.[1] ?? '');
      if (!(typeof submit === 'string' ? label === submit : submit.test(label))) continue;
      const body = new URLSearchParams();
      for (const [input] of inner.matchAll(/<input\b[^>]*>/g)) {
        const attribute = (name: string): string | undefined =>
          new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1];
        if (attribute('type') === 'checkbox' && !/\schecked/.test(input)) continue;
        body.set(decodeEntities(attribute('name') ?? ''), decodeEntities(attribute('value') ?? ''));
      }
      for (const [name, value] of Object.entries(fields)) {
        if (value === '(unchecked)') body.delete(name);
        else body.set(name, value);
      }
      const action = decodeEntities(/\saction="([^"]*)"/.exec(attributes)?.[1] ?? shown.url.href);
      return this.open(new URL(action, shown.url), { method: 'POST', body });
    }
    throw new Error(`No form "${String(submit)}" on ${shown.url.pathname}: ${shown.html.slice(0, 2_000)}`);
  }

  /** Follows the link with this text. */
  async follow(shown: Shown, label: string): Promise<Shown> {
    for (const [, href = '', inner = ''] of shown.html.matchAll(
      /<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g,
    )) {
      if (decodeEntities(inner) === label) return this.open(new URL(decodeEntities(href), shown.url));
    }
    throw new Error(`No link "${label}" on ${shown.url.pathname}`);
  }

  clearCookies(): void {
    this.#cookies = [];
  }

  #keep(header: string): void {
    this.setCookies.push(header);
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const equals = pair.indexOf('=');
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const cookie = { name: pair.slice(0, equals), value: pair.slice(equals + 1), path };
    this.#cookies = this.#cookies.filter(({ name, path: other }) => name !== cookie.name || other !== path);
    const gone =
      attributes.some((attribute) => /^max-age=0$/i.test(attribute)) ||
      attributes.some(
        (attribute) => /^expires=/i.test(attribute) && Date.parse(attribute.slice(8)) < Date.now(),
      );
    if (!gone) this.#cookies.push(cookie);
  }
}

/** The text that a person reads. */
export function words(shown: Shown): string {
  const body = /<main>([\s\S]*)<\/main>/.exec(shown.html)?.[1] ?? shown.html;
  return decodeEntities(body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).trim();
}

/** A PKCE pair. */
export function pkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
