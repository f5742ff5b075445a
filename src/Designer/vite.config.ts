import vue from '@vitejs/plugin-vue'
import { fileURLToPath, URL } from 'node:url'
import { defineConfig } from 'vite'

const host = 'http://127.0.0.1:5080'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    emptyOutDir: true,
    target: 'es2020',
    chunkSizeWarningLimit: 600,
    // How long each plugin took is nobody's question during a build of the host.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { '/api': host, '/health': host } },
})
