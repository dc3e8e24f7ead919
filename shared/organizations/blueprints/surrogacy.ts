import type { BlueprintDefinition } from './definition.ts';

/** Surrogacy agencies: intake until the handoff, then the case manager (K8: 17 statuses, stage A and B). */
export const SURROGACY: BlueprintDefinition = {
  version: 1,
  name: 'Surrogacy',
  description: 'Intake of applicants, a handoff to case managers, and the journey to the delivery.',
  industry_lines: [],
  pipelines: [
    {
      key: 'cases',
      name: 'Cases',
      subject: 'case',
      statuses: [
        { key: 'new', name: 'New', category: 'open', stage: 'A' },
        { key: 'contacted', name: 'Contacted', category: 'open', stage: 'A' },
        { key: 'followup_scheduled', name: 'Follow-up scheduled', category: 'open', stage: 'A' },
        { key: 'qualified', name: 'Qualified', category: 'open', stage: 'A' },
        { key: 'applied', name: 'Applied', category: 'open', stage: 'A' },
        { key: 'application_submitted', name: 'Application submitted', category: 'open', stage: 'A' },
        { key: 'under_review', name: 'Under review', category: 'open', stage: 'A' },
        { key: 'approved', name: 'Approved', category: 'open', stage: 'A' },
        { key: 'pending_handoff', name: 'Pending handoff', category: 'open', stage: 'A' },
        { key: 'lost', name: 'Lost', category: 'lost', stage: 'A' },
        { key: 'disqualified', name: 'Disqualified', category: 'lost', stage: 'A' },
        { key: 'pending_match', name: 'Pending match', category: 'open', stage: 'B' },
        { key: 'matched', name: 'Matched', category: 'open', stage: 'B' },
        { key: 'meds_started', name: 'Medication started', category: 'open', stage: 'B' },
        { key: 'exam_passed', name: 'Exam passed', category: 'open', stage: 'B' },
        { key: 'embryo_transferred', name: 'Embryo transferred', category: 'open', stage: 'B' },
        { key: 'delivered', name: 'Delivered', category: 'won', stage: 'B' },
      ],
      handoff: {
        at: 'pending_handoff',
        from_role: 'intake_specialist',
        to_role: 'case_manager',
        accepted: 'pending_match',
        refused: 'under_review',
      },
    },
  ],
  fields: [
    {
      key: 'party',
      label: 'Party',
      entity: 'customer',
      type: 'select',
      options: ['Surrogate', 'Intended parents', 'Egg donor'],
      required: true,
    },
    { key: 'date_of_birth', label: 'Date of birth', entity: 'customer', type: 'date' },
    { key: 'state', label: 'State of residence', entity: 'customer', type: 'text' },
    { key: 'bmi', label: 'Body mass index', entity: 'customer', type: 'number' },
    { key: 'deliveries', label: 'Deliveries', entity: 'customer', type: 'number' },
    { key: 'cesareans', label: 'Cesarean sections', entity: 'customer', type: 'number' },
    { key: 'clinic', label: 'Clinic', entity: 'contract', type: 'text' },
    { key: 'escrow_account', label: 'Escrow account', entity: 'contract', type: 'text' },
  ],
  picklists: [
    {
      key: 'lead_sources',
      name: 'Lead sources',
      values: ['Website form', 'Facebook', 'Instagram', 'TikTok', 'Referral', 'Agency partner', 'Clinic'],
    },
    {
      key: 'disqualified_reasons',
      name: 'Reasons for disqualifying',
      values: [
        'Age',
        'Body mass index',
        'Medical history',
        'State of residence',
        'Background check',
        'Withdrew',
      ],
    },
    {
      key: 'appointments',
      name: 'Kinds of appointments',
      values: ['Screening call', 'Psychological evaluation', 'Match meeting', 'Clinic visit', 'Legal review'],
    },
  ],
  templates: [
    {
      key: 'application-received',
      name: 'Application received',
      subject: 'We have your application',
      body: 'Dear {{name}},\n\nthank you for your trust. {{owner}} will call you by {{call_by}}.\n\n{{sender}}',
    },
    {
      key: 'approved',
      name: 'Approved',
      subject: 'You are approved',
      body: 'Dear {{name}},\n\nyour screening is complete. {{case_manager}} will be with you from here on.\n\n{{sender}}',
    },
    {
      key: 'match-proposed',
      name: 'Match proposed',
      subject: 'Somebody we would like you to meet',
      body: 'Dear {{name}},\n\nplease read the profile in your portal: {{portal_link}}. Take your time.\n\n{{sender}}',
    },
  ],
};
