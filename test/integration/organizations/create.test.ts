import { describe, expect, it } from 'vitest';
import { signUp } from '../../../bin/client/session.ts';
import { newAdmin, newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;

describe('creating an organization (ORG-01, ORG-02, ORG-03)', () => {
  it('makes the caller its admin, with a slug from the name, as soon as the session is refreshed', async () => {
    const session = await signUp(app(), newPerson());
    const created = await session.call('POST', '/api/v1/organizations', { name: 'Äpfel & Söhne GmbH' });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: 'Äpfel & Söhne GmbH',
      slug: 'apfel-and-sohne-gmbh',
      ai_enabled: false,
    });
    expect((await session.call('GET', '/api/v1/organizations/current')).body.code).toBe('no_organization');
    await session.refresh();
    expect((await session.call('GET', '/api/v1/auth/me')).body).toMatchObject({
      role: 'admin',
      organization: { slug: 'apfel-and-sohne-gmbh' },
    });
    expect((await session.call('GET', '/api/v1/organizations/current')).body).toEqual(created.body);
  });

  it('answers a taken slug with 409 and one that is free', async () => {
    const [first, second] = await Promise.all([signUp(app(), newPerson()), signUp(app(), newPerson())]);
    await first.expect('POST', '/api/v1/organizations', { name: 'Northwind', slug: 'northwind' });
    const refused = await second.call('POST', '/api/v1/organizations', {
      name: 'Northwind',
      slug: 'northwind',
    });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'slug_taken', data: { suggestion: 'northwind-team' } });
    const taken = await second.call('POST', '/api/v1/organizations', {
      name: 'Northwind',
      slug: refused.body.data.suggestion,
    });
    expect(taken.status).toBe(201);
  });

  it('gives a slug to one of many who ask for it at once', async () => {
    const sessions = await Promise.all(Array.from({ length: 4 }, () => signUp(app(), newPerson())));
    const answers = await Promise.all(
      sessions.map((session) =>
        session.call('POST', '/api/v1/organizations', { name: 'Race', slug: 'race' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('is for accounts that have none: one organization each (K2)', async () => {
    const session = await newAdmin(app());
    const again = await session.call('POST', '/api/v1/organizations', { name: 'Second' });
    expect(again.status).toBe(409);
    expect(again.body.code).toBe('already_member');
  });

  it.each([
    [{ name: 'x' }, 'name'],
    [{ name: '   ' }, 'name'],
    [{ name: 'Fine', slug: 'Not Fine' }, 'slug'],
    [{ name: 'Fine', slug: 'admin' }, 'slug'],
    [{ name: 'Fine', tenant_id: '01JQ3V9N0W8ZC7KXH5T2R4M6PA' }, ''],
    [{}, 'name'],
  ])('refuses %j with a sentence for the field', async (body, field) => {
    const session = await signUp(app(), newPerson());
    const refused = await session.call('POST', '/api/v1/organizations', body);
    expect(refused.status).toBe(400);
    expect(refused.body.code).toBe('validation_failed');
    expect(refused.body.data.errors.map((error: { field: string }) => error.field)).toContain(field);
  });
});

describe('a slug', () => {
  it('is suggested for a name, and checked before anything is created', async () => {
    const session = await signUp(app(), newPerson());
    const suggested = await session.call(
      'GET',
      '/api/v1/organizations/slug-available?name=Blue%20Harbor%20Inc.',
    );
    expect(suggested.body).toEqual({
      slug: 'blue-harbor-inc',
      valid: true,
      available: true,
      suggestion: null,
    });
    const reserved = await session.call('GET', '/api/v1/organizations/slug-available?slug=api');
    expect(reserved.body).toMatchObject({ valid: false, available: false, suggestion: expect.any(String) });
  });
});

describe('changing an organization', () => {
  it('turns AI on and off, and refuses a stale version with the current one', async () => {
    const session = await newAdmin(app());
    const current = await session.expect('GET', '/api/v1/organizations/current');
    const change = { name: current.name, ai_enabled: true, version: current.version };
    const changed = await session.call('PUT', `/api/v1/organizations/${current.id}`, change);
    expect(changed.body).toMatchObject({ ai_enabled: true, version: current.version + 1 });
    const stale = await session.call('PUT', `/api/v1/organizations/${current.id}`, change);
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({
      code: 'version_conflict',
      data: { current_version: current.version + 1 },
    });
  });

  it('never reaches another organization: its id answers like one that does not exist', async () => {
    const [mine, other] = [await newAdmin(app()), await newAdmin(app())];
    const { id } = await other.expect('GET', '/api/v1/organizations/current');
    const change = { name: 'Taken over', ai_enabled: true, version: 1 };
    const foreign = await mine.call('PUT', `/api/v1/organizations/${id}`, change);
    const missing = await mine.call('PUT', '/api/v1/organizations/01JQ3V9N0W8ZC7KXH5T2R4M6PA', change);
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, data: null }).toEqual({ ...missing.body, data: null });
  });
});
