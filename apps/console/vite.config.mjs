import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

const api = process.env.VIALOG_API ?? 'http://127.0.0.1:7070';

/** Libraries are built from source. In development, API requests go to a running server or to `npm run mock`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['@vialog/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1600,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', proxy: { '/v1': { target: api } } },
});
