export const organizations = {
  welcome: 'Name your organization',
  welcomeHelp: 'Your team, your customers and their contracts live in it. You become its administrator.',
  name: 'Organization name',
  namePlaceholder: 'Harborlight Software',
  slug: 'Short name',
  slugHelp:
    'Part of your organization’s addresses: lower-case letters, digits and single dashes. It cannot be changed later.',
  slugFixed: 'Part of your organization’s addresses. It cannot be changed.',
  checking: 'Checking…',
  free: '“{{slug}}” is free.',
  taken: '“{{slug}}” is taken.',
  unusable: '3 to 40 lower-case letters and digits, with single dashes between.',
  take: 'Use “{{slug}}”',
  create: 'Create organization',
  signedInAs: 'Signed in as {{email}}.',
  otherAccount: 'Use another account',
  organization: 'Organization',
  ai: 'Let a language model read contracts',
  aiOn: 'While this is on, the text of each contract that is processed leaves Gangway for its language model, Amazon Bedrock. What the model finds is kept only with the words of the contract that it stands on.',
  aiOff:
    'While this is off, contracts are read by rules that run inside Gangway alone: no contract text leaves it.',
  save: 'Save changes',
  saved: 'Saved.',
  conflict:
    'Somebody else changed these settings in the meantime. Their values are shown now; make your change again.',
  readOnly: 'Only administrators can change these settings.',
} as const;
