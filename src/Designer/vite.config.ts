import vue from '@vitejs/plugin-vue'
import { fileURLToPath, URL } from 'node:url'
import { defineConfig } from 'vite'

const host = 'http://127.0.0.1:5080'

/** What nearly every page needs comes in a few files, not in forty: each one costs a way to the host and back. */
const groups = [
  {
    name: 'vendor',
    test: /node_modules\/(?:vue|@vue|vue-router|@tanstack|element-plus(?!\/es\/components\/(?:date|time|calendar))|@element-plus|@vueuse|@popperjs|@floating-ui|@ctrl|lodash|lodash-es|openapi-fetch)\//,
    priority: 2,
  },
  { name: 'dates', test: /node_modules\/(?:dayjs|element-plus\/es\/components\/(?:date|time|calendar))/, priority: 1 },
  { name: 'parts', test: /\/src\/(?:parts|layout|api)\//, minShareCount: 4 },
]

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    emptyOutDir: true,
    target: 'es2020',
    chunkSizeWarningLimit: 600,
    // How long each plugin took is nobody's question during a build of the host.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: { codeSplitting: { groups } },
    },
  },
  server: { proxy: { '/api': host, '/health': host } },
})
