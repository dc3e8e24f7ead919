/** The API's records, by the names that people use for them. */
import type { InputOf, ResponseOf } from './client.ts';

export type Account = ResponseOf<'GET /api/v1/auth/me'>;
/** Why somebody may not work in their organization just now. */
export type Stopped = Extract<Account['standing'], 'organization_suspended' | 'member_suspended'>;
export type Organization = ResponseOf<'GET /api/v1/organizations/current'>;
export type SlugCheck = ResponseOf<'GET /api/v1/organizations/slug-available'>;
export type Customer = ResponseOf<'GET /api/v1/customers'>['data'][number];

export type CustomerStatus = Customer['status'];
export type CustomerDetail = ResponseOf<'GET /api/v1/customers/{id}'>;
export type CustomerChange = Omit<InputOf<'PATCH /api/v1/customers/{id}'>['body'], 'version'>;
export type ContractTerms = CustomerDetail['terms'][number];
export type Person = CustomerDetail['people'][number];
export type PersonChange = Omit<InputOf<'PATCH /api/v1/stakeholders/{id}'>['body'], 'version'>;
export type Price = CustomerDetail['prices'][number];
export type Entitlement = CustomerDetail['entitlements'][number];
export type Activity = ResponseOf<'GET /api/v1/customers/{id}/timeline'>['data'][number];

export type AuditEntry = ResponseOf<'GET /api/v1/audit/{id}'>;

export type Dashboard = ResponseOf<'GET /api/v1/dashboard'>;
export type DashboardTask = Dashboard['overdue']['tasks'][number];

export type Contract = ResponseOf<'GET /api/v1/contracts/{id}'>;
export type ContractStatus = Contract['status'];
export type Stage = Contract['progress']['stages'][number]['stage'];
export type NewContract = InputOf<'POST /api/v1/contracts'>['body'];
export type ContentType = NewContract['content_type'];

export type Extraction = ResponseOf<'GET /api/v1/contracts/{id}/extraction'>;
export type Fact = Extraction['facts'][number];
export type Field = Fact['field'];
export type FactChange = InputOf<'PATCH /api/v1/contracts/{id}/extraction'>['body']['changes'][number];

export type PlanSummary = ResponseOf<'GET /api/v1/onboarding-plans'>['data'][number];
export type Plan = ResponseOf<'GET /api/v1/onboarding-plans/{id}'>;
export type PlanPhase = Plan['phases'][number];
export type PlanTask = Plan['tasks'][number];
export type TaskChanges = Omit<
  InputOf<'PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}'>['body'],
  'version'
>;
export type NewTask = InputOf<'POST /api/v1/onboarding-plans/{id}/tasks'>['body'];
export type PlanSource = PlanTask['source'];

export type PlanChanges = InputOf<'PATCH /api/v1/onboarding-plans/{id}'>['body'];

export type Member = ResponseOf<'GET /api/v1/teams/members'>['data'][number];
export type MemberChange = Omit<InputOf<'PUT /api/v1/teams/members/{id}'>['body'], 'version'>;
export type Invitation = ResponseOf<'GET /api/v1/teams/invitations'>['data'][number];
export type OpenedInvitation = ResponseOf<'POST /api/v1/teams/invitations'>;
export type Role = ResponseOf<'GET /api/v1/roles'>['data'][number];
export type RoleForm = Omit<InputOf<'PUT /api/v1/roles/{id}'>['body'], 'version'>;
export type PermissionInfo = ResponseOf<'GET /api/v1/permissions'>['data'][number];
export type Scope = PermissionInfo['scopes'][number];
export type Assignment = ResponseOf<'GET /api/v1/teams/assignments'>['data'][number];
export type TeamImport = ResponseOf<'POST /api/v1/teams/import'>;
