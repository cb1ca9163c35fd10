import { ref } from 'vue'

/** Which dialog of the frame is open. */
export const openDialog = ref<'settings' | 'shortcuts' | null>(null)
