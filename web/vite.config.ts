import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2024',
    // The content security policy takes no data: fonts or scripts; files stay files.
    assetsInlineLimit: 0,
    // An inline polyfill would be refused by the policy, and every browser that runs es2024 preloads modules.
    modulePreload: { polyfill: false },
  },
});
