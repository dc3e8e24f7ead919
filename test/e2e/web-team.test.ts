import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { account, organization } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';
import { teamScript } from './web-team-script.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
  web.script = teamScript();
});

const calls = (operation: string) => web.calls.filter((call) => call.operation === operation);
const visit = (path: string) => open(browser, `${web.url}${path}`);
const TEAM = '/settings/team';

describe('the team', () => {
  test('a role is changed at once, said, and taken back; what is refused goes back by itself', async () => {
    const { page, faults, context } = await visit(TEAM);
    const role = page.getByLabel('Role of Bea Marsh');
    await role.selectOption('viewer');
    await page.getByText('The role of Bea Marsh is changed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => role.inputValue()).toBe('csm');
    expect(calls('PUT /api/v1/teams/members/{id}').map(({ body }) => body)).toEqual([
      { version: 1, role: 'viewer' },
      { version: 2, role: 'csm' },
    ]);
    const own = page.getByLabel('Role of Ada Lovelace');
    await own.selectOption('viewer');
    await page.getByText('last_admin').waitFor();
    expect(await own.inputValue()).toBe('admin');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('several are invited at once; each outcome is said, and only what was refused stays to be mended', async () => {
    const { page, context } = await visit(TEAM);
    await page.getByRole('button', { name: 'Invite people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByLabel('E-mail addresses').fill('New One <new@x.example>, bea@x.example; nonsense');
    await dialog.getByText('Not an address: nonsense').waitFor();
    await dialog.getByRole('button', { name: 'Invite 2' }).click();
    await dialog.getByText('7H3KQ-M2PXW').waitFor();
    await dialog.getByText('already_member').waitFor();
    expect(await dialog.getByLabel('E-mail addresses').inputValue()).toBe('bea@x.example\nnonsense');
    expect(calls('POST /api/v1/teams/invitations')[0]?.body).toEqual({
      email: 'new@x.example',
      role: 'viewer',
      language: 'en',
    });
    // What was typed outlives a reload.
    await page.reload();
    await page.getByText('new@x.example').waitFor();
    await page.getByRole('button', { name: 'Invite people' }).click();
    expect(await dialog.getByLabel('E-mail addresses').inputValue()).toBe('bea@x.example\nnonsense');
    await context.close();
  });

  test('an invitation is sent again with a new code, and taken back with a way back', async () => {
    const { page, context } = await visit(TEAM);
    await page.getByRole('button', { name: 'Send again to old@harborlight.example' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sent again' });
    await dialog.getByText('7H3KQ-M2PXW').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    const row = page.locator('[data-invitation]').filter({ hasText: 'ines@' });
    await page.getByRole('button', { name: 'Take back the invitation of ines@harborlight.example' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.waitFor();
    expect(calls('DELETE /api/v1/teams/invitations/{id}')).toEqual([]);
    await context.close();
  });

  test('who has customers is removed only with somebody who takes them over', async () => {
    const { page, context } = await visit(TEAM);
    await page.getByRole('button', { name: 'Actions for Bea Marsh' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Bea Marsh' });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByText('One customer is assigned to this member').waitFor();
    expect(await dialog.getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: 'Customers go to' }).click();
    await page.getByRole('option', { name: /Ada Lovelace/ }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Bea Marsh is no longer in the team.').waitFor();
    await page.locator('[data-member=bea]').waitFor({ state: 'detached' });
    expect(calls('DELETE /api/v1/teams/members/{id}').at(-1)?.query.get('hand_over_to')).toBeTruthy();
    await context.close();
  });

  test('who may only look sees the team and nothing to change, and no place they may not open (TEAM-19)', async () => {
    web.script = teamScript(['team:read']);
    const { page, context } = await visit(TEAM);
    await page.getByText('Bea Marsh').waitFor();
    expect(await page.getByRole('button', { name: 'Invite people' }).count()).toBe(0);
    expect(await page.getByLabel('Role of Bea Marsh').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Assignments' }).count()).toBe(0);
    expect(calls('GET /api/v1/teams/invitations')).toEqual([]);
    await context.close();
  });
});

const CSV = { name: 'team.csv', mimeType: 'text/csv', buffer: Buffer.from('email\none@x.example') };

test('a file is looked at row by row, then imported, and what was rejected can be saved', async () => {
  const { page, faults, context } = await visit(TEAM);
  await page.getByRole('button', { name: 'Import CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import CSV' });
  await dialog.locator('input[type=file]').setInputFiles(CSV);
  await dialog.getByText('To be invited: 2').waitFor();
  await dialog.getByText('Nobody is invited yet.').waitFor();
  // What needs somebody comes first.
  expect(await dialog.locator('tbody tr').first().textContent()).toContain('Not an e-mail address');
  await dialog.getByLabel('Role').selectOption('csm');
  await expect.poll(() => calls('POST /api/v1/teams/import').length).toBe(2);
  await dialog.getByRole('button', { name: 'Invite 2' }).click();
  await dialog.getByText('Invited: 2').waitFor();
  expect(calls('POST /api/v1/teams/import').map(({ body }) => [body.dry_run, body.role])).toEqual([
    [true, 'viewer'],
    [true, 'csm'],
    [false, 'csm'],
  ]);
  expect(Buffer.from(calls('POST /api/v1/teams/import')[0]?.body.content, 'base64')).toEqual(CSV.buffer);
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save rejected rows' }).click();
  expect((await saved).suggestedFilename()).toBe('team-rejected.csv');
  expect(faults).toEqual([]);
  await context.close();
});

test('a file that is no table says why, and too large a one is not sent', async () => {
  web.script = {
    ...teamScript(),
    'POST /api/v1/teams/import': () => refuse(400, 'validation_failed', 'file: is not a text file'),
  };
  const { page, context } = await visit(TEAM);
  await page.getByRole('button', { name: 'Import CSV' }).click();
  const input = page.getByRole('dialog').locator('input[type=file]');
  await input.setInputFiles(CSV);
  await page.getByText('is not a text file').waitFor();
  await input.setInputFiles({ ...CSV, name: 'huge.csv', buffer: Buffer.alloc(800 * 1024) });
  await page.getByText('“huge.csv” is larger than 700 KB').waitFor();
  expect(calls('POST /api/v1/teams/import')).toHaveLength(1);
  await context.close();
});

describe('roles', () => {
  test('a preset is copied to a role of one’s own, which gets what is chosen', async () => {
    const { page, context } = await visit('/settings/roles');
    await page.getByRole('button', { name: 'Copy Viewer' }).click();
    const dialog = page.getByRole('dialog', { name: 'New role' });
    await dialog.getByLabel('Name').fill('Reader of some');
    await dialog.getByLabel('See customers').selectOption('assigned');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The role “Reader of some” is saved.').waitFor();
    expect(calls('POST /api/v1/roles')[0]?.body).toMatchObject({
      name: 'Reader of some',
      grants: { 'customer:read': 'assigned', 'team:read': 'org' },
    });
    await context.close();
  });

  test('one that is in use asks who gets what, then goes', async () => {
    const { page, context } = await visit('/settings/roles');
    await page.getByRole('button', { name: 'Delete Auditor' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Auditor' });
    await dialog.getByLabel('They get the role').selectOption('viewer');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The role “Auditor” is deleted.').waitFor();
    expect(calls('DELETE /api/v1/roles/{id}').at(-1)?.query.get('reassign_to')).toBe('viewer');
    await context.close();
  });
});

test('customers are assigned together, and the list says whose they are then', async () => {
  const { page, context } = await visit('/settings/assignments');
  await page.getByLabel('Meridian Freight LLC').check();
  await page.getByLabel('Quayside Foods GmbH').check();
  await page.getByLabel('Member to assign to').selectOption('bea');
  await page.getByRole('button', { name: 'Assign 2' }).click();
  await page.getByText('2 customers are assigned to Bea Marsh.').waitFor();
  await page.getByRole('link', { name: 'Bea Marsh' }).click();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
  expect(new URL(page.url()).searchParams.get('member')).toBe('bea');
  // Whose customers nobody works with: they are shown as theirs, and handed over in one step.
  await page.goto(`${web.url}${TEAM}`);
  await page.getByRole('button', { name: 'Actions for Cem Yıldız' }).click();
  await page.getByRole('menuitem', { name: 'Customers' }).click();
  await page.getByText('Cem Yıldız is suspended. Choose who takes').waitFor();
  const members = page.getByRole('navigation', { name: 'Members' });
  expect(await members.locator('[aria-current]').allInnerTexts()).toEqual([expect.stringMatching(/^Cem/)]);
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/Tallis Robotics\s+Cem Yıldız\s+Suspended/),
  ]);
  await inspect(page, 'assignments-suspended', { width: 1440, scheme: 'light' });
  expect(await page.getByLabel('Member to assign to').getByRole('option', { name: /Cem/ }).count()).toBe(0);
  await page.getByLabel('Member to assign to').selectOption('bea');
  await page.getByRole('button', { name: 'Hand over all' }).click();
  await page.getByText('1 customer is assigned to Bea Marsh.').waitFor();
  await page.getByText('No customers here.').waitFor();
  expect(calls('PUT /api/v1/teams/assignments').at(-1)?.body.customer_ids).toEqual(['01KCUSTOMER3']);
  await context.close();
});

const offer = {
  organization: 'Harborlight',
  role: 'Viewer',
  email: 'i…@x.example',
  anybody: false,
  expires_at: '2026-11-27T09:00:00.000Z',
};
const NOBODY: Script = {
  'POST /api/v1/auth/refresh': () => refuse(401, 'no_session', 'You are not signed in.'),
  'GET /api/v1/teams/invitations/lookup': () => offer,
};
const STRANGER: Script = {
  ...NOBODY,
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(undefined),
};

describe('joining', () => {
  test('an invitee sees what it is to, and signs in with a way back here', async () => {
    web.script = NOBODY;
    const { page, faults, context } = await visit('/join?token=abc');
    await page.getByRole('heading', { name: 'Join Harborlight' }).waitFor();
    await page.getByRole('link', { name: 'Sign in or sign up to join' }).click();
    const way = await page.getByRole('link', { name: /e-mail/i }).getAttribute('href');
    expect(new URLSearchParams(way?.split('?')[1]).get('return_to')).toBe('/join?token=abc');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('who is signed in joins, by link or by code, and a link to another address says so', async () => {
    let joined = false;
    web.script = {
      ...STRANGER,
      'GET /api/v1/auth/me': () => account(joined ? organization() : undefined),
      'POST /api/v1/teams/invitations/accept': ({ body }) => {
        if (body.token)
          return refuse(403, 'invitation_for_another', 'This invitation was sent to i…@x.example.');
        joined = true;
        return { organization: { id: '01K', name: 'Harborlight', slug: 'harborlight' }, role: 'viewer' };
      },
    };
    const { page, context } = await visit('/join?token=abc');
    await page.getByRole('button', { name: 'Join now' }).click();
    await page.getByText('invitation_for_another').waitFor();
    await page.getByRole('button', { name: /another account/i }).waitFor();
    await page.goto(`${web.url}/join`);
    await page.getByLabel('Invitation code').fill('7h3kq m2pxw');
    await page.getByRole('button', { name: 'Look at the invitation' }).click();
    await page.getByRole('button', { name: 'Join now' }).click();
    await page.waitForURL(`${web.url}/`);
    expect(calls('POST /api/v1/teams/invitations/accept').at(-1)?.body).toEqual({ code: '7h3kq m2pxw' });
    await context.close();
  });

  test('an invitation that is not good any more says so and offers a code', async () => {
    web.script = {
      ...STRANGER,
      'GET /api/v1/teams/invitations/lookup': () =>
        refuse(404, 'invitation_not_found', 'This invitation is not good, or not any more.'),
    };
    const { page, context } = await visit('/join?token=abc');
    await page.getByText('not any more').waitFor();
    await page.getByRole('link', { name: 'Enter a code' }).click();
    await page.getByLabel('Invitation code').waitFor();
    await context.close();
  });
});

const SCREENS: readonly { name: string; path: string; shows: string; script?: Script }[] = [
  { name: 'team', path: TEAM, shows: 'ines@harborlight.example' },
  { name: 'roles', path: '/settings/roles', shows: 'Comes with Gangway' },
  { name: 'assignments', path: '/settings/assignments', shows: 'Meridian' },
  { name: 'join', path: '/join?token=abc', shows: 'Join now', script: STRANGER },
  { name: 'join-code', path: '/join', shows: 'Invitation code', script: STRANGER },
];

describe.each(VIEWS)('at $width, $scheme', (view) => {
  test.each(SCREENS)(
    '$name fits, is accessible and breaks no policy',
    async ({ name, path, shows, script }) => {
      web.script = script ?? teamScript();
      const { page, faults, context } = await open(browser, `${web.url}${path}`, view);
      await page.getByText(shows).first().waitFor();
      await inspect(page, name, view);
      await expectAccessible(page, name);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  test('the invite dialog fits and is accessible', async () => {
    const { page, context } = await open(browser, `${web.url}${TEAM}`, view);
    await page.getByRole('button', { name: 'Invite people' }).click();
    await page.getByLabel('E-mail addresses').fill('new@x.example bea@x.example');
    await page.getByRole('button', { name: 'Invite 2' }).click();
    await page.getByText('already_member').waitFor();
    await inspect(page, 'team-invite', view);
    await expectAccessible(page, 'team-invite');
    await context.close();
  });

  test('the import dialog fits and is accessible', async () => {
    const { page, context } = await open(browser, `${web.url}${TEAM}`, view);
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(CSV);
    await page.getByText('Nobody is invited yet.').waitFor();
    await inspect(page, 'team-import', view);
    await expectAccessible(page, 'team-import');
    await context.close();
  });

  test('the role dialog fits and is accessible', async () => {
    const { page, context } = await open(browser, `${web.url}/settings/roles`, view);
    await page.getByRole('button', { name: 'Edit Auditor' }).click();
    await page.getByRole('dialog').getByLabel('See customers').waitFor();
    await inspect(page, 'role-edit', view);
    await expectAccessible(page, 'role-edit');
    await context.close();
  });
});
