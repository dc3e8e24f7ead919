import { readFileSync } from 'node:fs';
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

export default defineConfig({
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(version) },
  plugins: [production(), react()],
  build: {
    target: 'es2024',
    // The content security policy takes no data: scripts or fonts; files stay files.
    assetsInlineLimit: 0,
    // An inline polyfill would be refused by the policy, and every browser that runs es2024 preloads modules.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Small modules that several screens share compress better together, and are one request instead of thirty.
          groups: [
            { name: 'shared', test: /web\/src\/|tabler|tanstack/, minShareCount: 3 },
            { name: 'ui', test: /@mantine|floating-ui/, minShareCount: 5 },
          ],
        },
      },
    },
  },
});
