/**
 * An organization that its operator makes for somebody (ID-34): by the rules of the API, with nobody in it yet and an
 * invitation for whoever will administer it. Run again, it sends that invitation again.
 */
import { type Actor, isTenantId, systemActor } from '../kernel/actor.ts';
import { lookUp } from '../kernel/directory.ts';
import { newId } from '../kernel/ids.ts';
import { failedConditions, getItem, type Item, table, transact } from '../kernel/records.ts';
import { founding, type NewOrganization, slugTaken } from '../organizations/create.ts';
import { organizationKey } from '../organizations/organization.ts';
import { announced } from '../provisioning/provisioning.ts';
import { beginOrLeave } from '../provisioning/start.ts';
import { guardKey, invitationKey, type Language } from './invitation.ts';
import { announcer, changeInvitation, invite, type OpenInvitation } from './invite.ts';
import { type Blueprint, founderRole } from './presets.ts';
import { readTeam, type Team } from './team.ts';

/** Names the system's part in what it made, by which a second run knows it. */
const PART = 'bootstrap';
const INVITER = 'Gangway';
const FIRST_ATTEMPT = 1;

export interface Bootstrap extends NewOrganization {
  /** Of whoever will administer it, in lower case. */
  readonly admin: string;
  readonly language: Language;
}

export interface Bootstrapped {
  readonly created: boolean;
  readonly organization: { readonly id: string; readonly name: string; readonly slug: string };
  /** Null where the administrator has joined already. */
  readonly invitation: { readonly code: string; readonly link: string; readonly mailed: boolean } | null;
}

/** @throws Problem 409 `slug_taken` where the short name is another organization's */
export async function bootstrap(input: Bootstrap, requestId: string): Promise<Bootstrapped> {
  const actor = systemActor(newId(), PART, requestId);
  const { organization, writes } = founding(actor, input);
  try {
    await transact(actor, [...writes, announced(actor, FIRST_ATTEMPT, 'account')], 'found');
  } catch (error) {
    if (!failedConditions(error)?.has(0)) throw error;
    return again(organization.slug, input, requestId);
  }
  await beginOrLeave(actor, FIRST_ATTEMPT);
  const team = await readTeam(actor);
  return { created: true, ...(await inviting(actor, team, organization, input)) };
}

/** The short name is taken: by what an earlier run made for the same person, or by somebody else. */
async function again(slug: string, input: Bootstrap, requestId: string): Promise<Bootstrapped> {
  const holder = (await lookUp('SLUG', slug))?.tenant_id;
  if (!isTenantId(holder)) throw await slugTaken(slug);
  const actor = systemActor(holder, PART, requestId);
  const [organization, team] = await Promise.all([getItem(actor, organizationKey(actor)), readTeam(actor)]);
  if (organization?.created_by !== actor.id) throw await slugTaken(slug);
  const isMember = team.members.some(({ email }) => String(email).toLowerCase() === input.admin);
  if (isMember) return { created: false, organization: named(organization), invitation: null };
  // Somebody else is in it: it is theirs to invite.
  if (team.members.length > 0) throw await slugTaken(slug);
  return { created: false, ...(await inviting(actor, team, organization, input)) };
}

const named = ({ tenant_id, name, slug }: Item) => ({
  id: String(tenant_id),
  name: String(name),
  slug: String(slug),
});

async function inviting(actor: Actor, team: Team, organization: Item, { admin, language }: Bootstrap) {
  const opened =
    (await sentAgain(actor, team, admin)) ??
    (await invite(actor, team, {
      email: admin,
      role: founderRole(String(organization.blueprint) as Blueprint),
      language,
      customer_ids: [],
    }));
  const invitation = await announcer(actor, team.entry, INVITER)(opened);
  return { organization: named(organization), invitation };
}

/** @returns undefined where there is no open invitation for the address */
async function sentAgain(actor: Actor, team: Team, email: string): Promise<OpenInvitation | undefined> {
  const held = await getItem(actor, { TableName: table().table, Key: guardKey(actor, email) });
  if (!held || Number(held.expires_at) * 1000 <= Date.now()) return undefined;
  const id = String(held.invitation_id);
  const invitation = await getItem(actor, invitationKey(actor, id));
  const changed = await changeInvitation(actor, team, id, {
    version: Number(invitation?.version),
    resend: true,
  });
  return 'token' in changed ? changed : undefined;
}
