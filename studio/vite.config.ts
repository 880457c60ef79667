import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `npm run dev` talks to a running server; the built studio is served by the server itself. */
const server = `http://127.0.0.1:${process.env.JIANMO_PORT ?? '4600'}`
const routes = ['/trpc', '/auth', '/setup/claim', '/files', '/arrow', '/health']

export default defineConfig(({ command }) => {
  // A test that builds the studio runs with NODE_ENV=test, and would bundle React and Ant Design in their development form.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    root: import.meta.dirname,
    plugins: [react()],
    server: { host: '127.0.0.1', proxy: Object.fromEntries(routes.map((route) => [route, { target: server }])) },
    worker: { format: 'es' },
    build: {
      target: 'es2024',
      outDir: 'dist',
      emptyOutDir: true,
      // Agencies' browsers sit on a local network: a few big cached chunks beat many small ones; Monaco stays lazy.
      chunkSizeWarningLimit: 4500,
    },
  }
})
