import { createRouter, createWebHashHistory } from 'vue-router'
import { places } from '#renderer/frame/places.ts'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...places.map((place) => ({ path: place.path, name: place.name, component: place.view })),
    { path: '/:rest(.*)*', redirect: '/data' },
  ],
})
