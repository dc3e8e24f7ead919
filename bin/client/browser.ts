/** As much of a browser as signing in needs: cookies by origin and path, redirects, and forms without scripts. */

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export interface VisitedPage {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

const MAXIMUM_REDIRECTS = 15;

export class Browser {
  readonly #jars = new Map<string, Map<string, Cookie>>();

  /** Follows redirects to the page where they end. */
  async visit(address: string | URL, init: RequestInit = {}): Promise<VisitedPage> {
    let url = new URL(address);
    let next = init;
    for (let hop = 0; hop < MAXIMUM_REDIRECTS; hop++) {
      const response = await this.request(url, next);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || !location)
        return { url, status: response.status, html: await response.text() };
      await response.body?.cancel();
      url = new URL(location, url);
      // After a redirect a form's POST becomes a GET (RFC 9110, 15.4.4).
      next = {};
    }
    throw new Error(`More than ${MAXIMUM_REDIRECTS} redirects, the last to ${url.origin}${url.pathname}.`);
  }

  /** One request with this browser's cookies; redirects are not followed. */
  async request(url: URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookies = this.#cookiesFor(url);
    if (cookies) headers.set('cookie', cookies);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#keep(url, response.headers.getSetCookie());
    return response;
  }

  /** Fills in and submits the page's form whose action or button contains `which`; what the page has filled in goes along. */
  async submit(
    page: VisitedPage,
    which: string,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<VisitedPage> {
    const form = [...page.html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].find(([all]) =>
      all.includes(which),
    );
    if (!form) throw new Error(`The page at ${page.url.pathname} has no form "${which}".`);
    const [, attributes = '', content = ''] = form;
    const body = new URLSearchParams();
    for (const [input] of content.matchAll(/<input\b[^>]*>/g))
      if (attribute(input, 'name') && (attribute(input, 'type') !== 'checkbox' || /\schecked\b/.test(input)))
        body.set(attribute(input, 'name'), attribute(input, 'value'));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const action = new URL(attribute(attributes, 'action') || page.url, page.url);
    return this.visit(action, { method: 'POST', body });
  }

  /** Follows the page's link whose text or address contains `which`. */
  async follow(page: VisitedPage, which: string): Promise<VisitedPage> {
    const link = [...page.html.matchAll(/<a\b[^>]*>[\s\S]*?<\/a>/g)].find(([all]) => all.includes(which));
    if (!link) throw new Error(`The page at ${page.url.pathname} has no link "${which}".`);
    return this.visit(new URL(attribute(link[0], 'href'), page.url));
  }

  cookie(origin: string, name: string): string | undefined {
    return this.#jars.get(origin)?.get(name)?.value;
  }

  #cookiesFor(url: URL): string {
    return [...(this.#jars.get(url.origin)?.values() ?? [])]
      .filter(({ path }) => url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #keep(url: URL, lines: readonly string[]): void {
    const jar = this.#jars.get(url.origin) ?? new Map<string, Cookie>();
    this.#jars.set(url.origin, jar);
    for (const line of lines) {
      const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      const option = (key: string) =>
        rest.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
      const expires = option('expires');
      if (option('max-age') === '0' || (expires && Date.parse(expires) <= Date.now())) jar.delete(name);
      else jar.set(name, { name, value: value.join('='), path: option('path') ?? '/' });
    }
  }
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
