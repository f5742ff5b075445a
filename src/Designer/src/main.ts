import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { Problem } from './api/problem'
import { keepEscapeWhileComposing } from './parts/composing'
import { askToSignIn, router } from './router'
import { queries } from './session'
import { openForPaper } from './style/paper'
import './style/components'
import './style/tokens.css'
import './style/base.css'
import './style/element.css'
import './style/print.css'

queries.getQueryCache().config.onError = (error, query) => {
  if (query.queryKey[0] !== 'me' && error instanceof Problem && error.status === 401) askToSignIn()
}

openForPaper()
keepEscapeWhileComposing()
createApp(App).use(VueQueryPlugin, { queryClient: queries }).use(router).mount('#app')
