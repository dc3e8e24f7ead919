/** The document beside its facts. */
export const viewer = {
  document: 'Document',
  facts: 'Facts',
  pages: 'Pages of the document',
  pageOf: 'Page {{page, number}} of {{pages, number}}',
  zoom: '{{zoom, number(style: percent)}}',
  closer: 'Zoom in',
  further: 'Zoom out',
  fit: 'Fit the width',
  mark: '{{field}}: show this fact',
  picture: 'The scanned page',
  showPage: 'Page {{page, number}}: show in the document',
  choose: 'What to show',
  meanwhile:
    'In the meantime somebody set this to: {{value}}. Saving puts yours in its place; Cancel keeps theirs.',
  unavailable: 'The file could not be loaded. Its link may have run out: try again.',
};
