/** A person at the API: signed up and signed in through the managed login as a browser would, then calling routes. */
import { Browser } from './browser.ts';

export interface Person {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the API's answers have many shapes; tests say which they expect
  readonly body: any;
}

/** A stage of the pipeline, as a contract's progress shows it. Times are ISO 8601; `left_at` is null where it ended badly. */
export interface StageProgress {
  readonly stage: string;
  readonly entered_at: string;
  readonly left_at: string | null;
}

/** The API refused, and says why. */
export class ApiError extends Error {
  readonly answer: ApiAnswer;

  constructor(method: string, path: string, answer: ApiAnswer) {
    super(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.name = 'ApiError';
    this.answer = answer;
  }
}

const MAIL_TIMEOUT_MS = 10_000;
/** Access tokens last 15 minutes; a long wait takes a new one before that. */
const TOKEN_AGE_MS = 10 * 60_000;

/** Creates an account with a password, takes the code from the local mailbox, and opens a session. */
export async function signUp(appUrl: string, person: Person): Promise<Session> {
  const browser = new Browser();
  const signIn = await browser.visit(`${appUrl}/api/v1/auth/oauth/password/start`);
  const form = await browser.follow(signIn, 'signup');
  const confirm = await browser.submit(form, 'name="password"', {
    username: person.email,
    'attribute:name': person.name,
    password: person.password,
  });
  const done = await browser.submit(confirm, 'name="code"', { code: await mailedCode(appUrl, person.email) });
  return opened(appUrl, browser, done.url);
}

/** Opens a session for an account that exists. */
export async function signIn(appUrl: string, person: Pick<Person, 'email' | 'password'>): Promise<Session> {
  const browser = new Browser();
  const page = await browser.visit(`${appUrl}/api/v1/auth/oauth/password/start`);
  const done = await browser.submit(page, 'name="password"', {
    username: person.email,
    password: person.password,
  });
  return opened(appUrl, browser, done.url);
}

/** Opens a session with an account at Google or Microsoft, as their local stand-ins have it. */
export async function signInWith(
  appUrl: string,
  provider: 'google' | 'microsoft',
  person: Pick<Person, 'email' | 'name'>,
): Promise<Session> {
  const browser = new Browser();
  const chooser = await browser.visit(`${appUrl}/api/v1/auth/oauth/${provider}/start`);
  const consent = await browser.submit(chooser, 'id="email"', {
    email: person.email,
    name: person.name,
    verified: 'yes',
  });
  const done =
    consent.url.origin === new URL(appUrl).origin ? consent : await browser.submit(consent, 'allow');
  return opened(appUrl, browser, done.url);
}

async function opened(appUrl: string, browser: Browser, landed: URL): Promise<Session> {
  if (landed.origin !== new URL(appUrl).origin || landed.searchParams.has('problem'))
    throw new Error(`Signing in ended at ${landed.origin}${landed.pathname}${landed.search}.`);
  const session = new Session(appUrl, browser);
  await session.refresh();
  return session;
}

/** The newest verification code that was mailed to an address. */
export async function mailedCode(appUrl: string, email: string): Promise<string> {
  const deadline = Date.now() + MAIL_TIMEOUT_MS;
  for (;;) {
    const response = await fetch(`${appUrl}/_local/mail?to=${encodeURIComponent(email)}`, {
      headers: { accept: 'application/json' },
    });
    const text = JSON.stringify(await response.json());
    const code = /\b(\d{6})\b/.exec(text)?.[1];
    if (code) return code;
    if (Date.now() > deadline) throw new Error('The verification mail did not arrive.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export class Session {
  readonly appUrl: string;
  readonly browser: Browser;
  #accessToken = '';
  #refreshedAt = 0;

  constructor(appUrl: string, browser: Browser) {
    this.appUrl = appUrl;
    this.browser = browser;
  }

  get accessToken(): string {
    return this.#accessToken;
  }

  /** A new access token from the session cookie. Needed after organization or role changed. */
  async refresh(): Promise<void> {
    const response = await this.browser.request(new URL('/api/v1/auth/refresh', this.appUrl), {
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!response.ok)
      throw new Error(`The session could not be refreshed: ${response.status} ${await response.text()}`);
    this.#accessToken = ((await response.json()) as { access_token: string }).access_token;
    this.#refreshedAt = Date.now();
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const response = await fetch(new URL(path, this.appUrl), {
      method,
      headers: {
        authorization: `Bearer ${this.#accessToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // What stands before the API (a distribution, a proxy) answers in other formats.
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    const answer = text && isJson ? JSON.parse(text) : text || null;
    return { status: response.status, headers: response.headers, body: answer };
  }

  /** @throws ApiError when the answer is not a success */
  // biome-ignore lint/suspicious/noExplicitAny: see ApiAnswer
  async expect(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300) throw new ApiError(method, path, answer);
    return answer.body;
  }

  /** All entries of a list, page by page. */
  // biome-ignore lint/suspicious/noExplicitAny: see ApiAnswer
  async list(path: string): Promise<any[]> {
    const url = new URL(path, this.appUrl);
    // biome-ignore lint/suspicious/noExplicitAny: see ApiAnswer
    const entries: any[] = [];
    for (;;) {
      const page = await this.expect('GET', `${url.pathname}${url.search}`);
      entries.push(...page.data);
      if (!page.next_cursor) return entries;
      url.searchParams.set('cursor', page.next_cursor);
    }
  }

  /** Creates an organization and takes the token that names it. */
  async found(name: string): Promise<{ id: string; slug: string }> {
    const organization = await this.expect('POST', '/api/v1/organizations', { name });
    await this.refresh();
    return organization;
  }

  /** Announces a contract and uploads its file. @returns the contract */
  // biome-ignore lint/suspicious/noExplicitAny: see ApiAnswer
  async upload(file: { name: string; type: string; bytes: Uint8Array }, customer: object): Promise<any> {
    const { contract, upload } = await this.expect('POST', '/api/v1/contracts', {
      customer,
      file_name: file.name,
      content_type: file.type,
      size: file.bytes.length,
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields as Record<string, string>))
      form.append(name, value);
    form.append('file', new Blob([Buffer.from(file.bytes)], { type: file.type }), file.name);
    const response = await fetch(upload.url, { method: 'POST', body: form });
    if (response.status !== 201)
      throw new Error(`The upload was refused: ${response.status} ${await response.text()}`);
    return contract;
  }

  /**
   * Waits until the pipeline is done with a contract.
   * @param options.onStage told of each stage once, when it is over
   * @returns the contract
   */
  async settled(
    contractId: string,
    options: { timeoutMs?: number; onStage?: (stage: StageProgress) => void; pollMs?: number } = {},
    // biome-ignore lint/suspicious/noExplicitAny: see ApiAnswer
  ): Promise<any> {
    const deadline = Date.now() + (options.timeoutMs ?? 60_000);
    let told = 0;
    for (;;) {
      if (Date.now() - this.#refreshedAt > TOKEN_AGE_MS) await this.refresh();
      const contract = await this.expect('GET', `/api/v1/contracts/${contractId}`);
      const settled = contract.status !== 'processing' && contract.status !== 'awaiting_upload';
      const over = (contract.progress.stages as StageProgress[]).filter(({ left_at }) => settled || left_at);
      for (const stage of over.slice(told)) options.onStage?.(stage);
      told = Math.max(told, over.length);
      if (settled) return contract;
      if (Date.now() > deadline)
        throw new Error(`The contract is still ${contract.status} (${contract.progress.stage}).`);
      await new Promise((resolve) => setTimeout(resolve, options.pollMs ?? 250));
    }
  }
}
