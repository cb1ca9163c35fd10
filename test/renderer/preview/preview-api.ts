import { createFakeApi } from '../fake-api.ts'

const wish = new URLSearchParams(location.search)

export const { api, onEvent, connection } = createFakeApi({
  open: wish.has('open'),
  runs: wish.has('runs'),
  delay: Number(wish.get('delay') ?? 0),
})
