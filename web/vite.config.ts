import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What is built is what is shipped, also when a test builds it: React tells its variants apart by NODE_ENV. */
function production(): Plugin {
  const before = process.env.NODE_ENV;
  return {
    name: 'production',
    apply: 'build',
    config() {
      process.env.NODE_ENV = 'production';
    },
    closeBundle() {
      if (before !== undefined) process.env.NODE_ENV = before;
    },
  };
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const PDFJS = path.dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')));
const pdfjs = JSON.parse(readFileSync(path.join(PDFJS, 'package.json'), 'utf8')) as { version: string };

/** What pdf.js asks for by name: fonts that a PDF does not carry, character maps, decoders in plain JavaScript. */
function pdfjsFiles(): Plugin {
  const wanted: readonly (readonly [string, RegExp])[] = [
    ['cmaps', /\.bcmap$/],
    ['standard_fonts', /\.(?:pfb|ttf)$/],
    ['wasm', /_nowasm_fallback\.js$/],
  ];
  return {
    name: 'pdfjs-files',
    apply: 'build',
    generateBundle() {
      for (const [folder, names] of wanted)
        for (const name of readdirSync(path.join(PDFJS, folder)).filter((each) => names.test(each)))
          this.emitFile({
            type: 'asset',
            fileName: `assets/pdfjs-${pdfjs.version}/${folder}/${name}`,
            source: readFileSync(path.join(PDFJS, folder, name)),
          });
    },
  };
}

export default defineConfig({
  define: {
    'import.meta.env.VITE_VERSION': JSON.stringify(version),
    'import.meta.env.VITE_PDFJS': JSON.stringify(pdfjs.version),
  },
  plugins: [production(), react(), pdfjsFiles()],
  worker: { format: 'es' },
  build: {
    target: 'es2024',
    // The content security policy takes no data: scripts or fonts; files stay files.
    assetsInlineLimit: 0,
    // An inline polyfill would be refused by the policy, and every browser that runs es2024 preloads modules.
    modulePreload: { polyfill: false },
    // What counts is what a screen loads, gzipped: `test/e2e/web-budget.test.ts`.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Small modules compress better together, and are one request instead of thirty.
          groups: [
            // What every visit begins with, whatever the screen.
            { name: 'start', tags: ['$initial'], priority: 1 },
            // What several screens share, without what few of them begin with: dialogs bring a library along, texts are
            // each screen's own.
            {
              name: 'shared',
              test: /web\/src\/(?!components\/dialog|i18n\/(?:en|texts)\/)|tabler|tanstack/,
              minShareCount: 7,
            },
            { name: 'ui', test: /@mantine|floating-ui/, minShareCount: 16 },
          ],
        },
      },
    },
  },
});
