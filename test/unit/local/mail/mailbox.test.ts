import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { escapeHtml, html, type Mailbox, openMailbox } from '../../../../local/mail/index.ts';

let dir: string;
let mailbox: Mailbox;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mail-'));
  mailbox = openMailbox({ dir });
});
afterEach(() => {
  mailbox.close();
  rmSync(dir, { recursive: true });
});

const MAIL = { from: 'Shop <shop@acme.example>', to: ['jane@acme.example'], subject: 'Hello', text: 'Hi' };

describe('the mailbox', () => {
  it('gives messages newest first, by recipient in any case and with any display name', () => {
    mailbox.deliver(MAIL);
    mailbox.deliver({ ...MAIL, to: ['Jane <JANE@acme.example>', 'bob@acme.example'], subject: 'Second' });
    mailbox.deliver({ ...MAIL, to: ['bob@acme.example'], subject: 'Third' });
    const subjects = (options?: Parameters<Mailbox['list']>[0]) =>
      mailbox.list(options).map(({ subject }) => subject);
    expect(subjects()).toEqual(['Third', 'Second', 'Hello']);
    expect(subjects({ to: 'Jane@Acme.example' })).toEqual(['Second', 'Hello']);
    expect(subjects({ to: 'bob@acme.example', limit: 1 })).toEqual(['Third']);
    expect(subjects({ to: 'acme.example' })).toEqual([]);
    expect(JSON.parse(mailbox.json('bob@acme.example'))).toMatchObject({
      messages: [{ subject: 'Third' }, { subject: 'Second' }],
    });
  });

  it('keeps every part of a message over a restart', () => {
    const sent = mailbox.deliver({ ...MAIL, html: '<p>Hi</p>', headers: { 'X-Campaign': '7' } });
    mailbox.close();
    mailbox = openMailbox({ dir });
    expect(mailbox.list()).toEqual([sent]);
    expect(sent.receivedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('refuses a message to nobody', () => {
    expect(() => mailbox.deliver({ ...MAIL, to: [] })).toThrow(RangeError);
  });
});

describe('the page', () => {
  it('shows messages as text and their markup only inside a sandbox', () => {
    const attack = '<script>alert("x")</script>';
    mailbox.deliver({
      from: attack,
      to: [`${attack}@x.example`],
      subject: attack,
      text: attack,
      html: `<b>${attack}</b>`,
    });
    const page = mailbox.page();
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b>');
    expect(page).toMatch(
      /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="[^"]*&lt;script&gt;/,
    );
    expect(page).toContain(escapeHtml("default-src 'none'"));
    expect(mailbox.page(`"${attack}`)).not.toContain('<script');
  });

  it('makes the addresses in a text clickable, without the full stop behind them', () => {
    mailbox.deliver({ ...MAIL, text: 'Go to https://acme.example/join?a=1&b="x.' });
    expect(mailbox.page()).toContain(
      '<a href="https://acme.example/join?a=1&amp;b=" target="_blank" rel="noopener noreferrer">',
    );
    mailbox.deliver({ ...MAIL, text: 'See javascript:alert(1) or https://acme.example/a.' });
    expect(mailbox.page()).toContain('>https://acme.example/a</a>.');
    expect(mailbox.page()).not.toContain('href="javascript:');
  });

  it('says when there is nothing', () => {
    expect(mailbox.page('new@acme.example')).toContain('No message to new@acme.example yet.');
  });
});

describe('the html tag', () => {
  it('lets no text out of an element or a quoted attribute', () => {
    const property = fc.property(fc.string(), (text) => {
      const { markup } = html`<p title="${text}">${[text, html`<br>`, undefined, false]}</p>`;
      expect(markup).toBe(`<p title="${escapeHtml(text)}">${escapeHtml(text)}<br></p>`);
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
    });
    fc.assert(property);
  });
});
