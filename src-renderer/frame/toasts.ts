import { ref } from 'vue'

interface Toast {
  id: number
  message: string
  detail?: string
}

export const toasts = ref<Toast[]>([])
let nextId = 1

/** For news that belongs to no place. Errors stand where they arose instead (ErrorNotice). */
export function showToast(message: string, detail?: string) {
  const id = nextId++
  toasts.value = [...toasts.value.slice(-2), { id, message, detail }]
  setTimeout(() => dismissToast(id), 12_000)
}

export function dismissToast(id: number) {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}
