import { computed, ref, watch } from 'vue'
import { defineStore } from 'pinia'
import { StorageSerializers, useLocalStorage, useSessionStorage } from '@vueuse/core'
import { api, onEvent } from './api.ts'
import type { AppDescription, Session, Settings, SettingsChange } from '#rpc/contract/app-api.ts'
import type { DatasetProgress, DatasetSummary, Part } from '#rpc/contract/dataset.ts'
import type { JobId, JobSnapshot } from '#rpc/contract/job.ts'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { applyLook } from '#renderer/frame/look.ts'

/** What every place shares: the open digits, the chosen threshold, jobs and runs. Follows the core by its events. */
export const useSession = defineStore('session', () => {
  const ready = ref(false)
  const description = ref<AppDescription | null>(null)
  const train = ref<DatasetSummary | null>(null)
  const test = ref<DatasetSummary | null>(null)
  const settings = ref<Settings>({ theme: 'system', leftHanded: false, digitsOnPaper: false, masks: [] })
  const opening = ref<Partial<Record<Part, DatasetProgress>>>({})

  /** Variance threshold that somebody set; null: nobody did. */
  const chosenThreshold = useSessionStorage<number | null>('digit-workbench-threshold', null, {
    serializer: StorageSerializers.object,
  })
  /** That of Train's preset. */
  const presetThreshold = ref(0)
  /** What Features and Train's pipeline go by; setting it is choosing it. */
  const threshold = computed({
    get: () => chosenThreshold.value ?? presetThreshold.value,
    set: (value) => (chosenThreshold.value = value),
  })
  /** A preset brings its own threshold, in place of one chosen before. */
  function followPreset(value: number) {
    presetThreshold.value = value
    chosenThreshold.value = null
  }
  /** The mask painted by hand, row by row, 1 to keep; null: the threshold chooses. Kept between starts. */
  const ownMask = useLocalStorage<number[] | null>('digit-workbench-mask', null, {
    serializer: StorageSerializers.object,
  })
  /** Of the training digits, set by Features as soon as their statistics are known. */
  const selectedPixels = ref<number | null>(null)

  const jobTable = ref<Record<JobId, JobSnapshot>>({})
  /** Newest first. */
  const jobs = computed(() => Object.values(jobTable.value).sort((a, b) => b.created - a.created))
  const runningJob = computed(
    () => jobs.value.find((job) => job.state === 'running' || job.state === 'stopping') ?? null,
  )
  const queuedJobs = computed(() => jobs.value.filter((job) => job.state === 'queued').length)

  /** Newest first. */
  const runs = ref<RunSummary[]>([])
  const chosenRun = ref<RunId | null>(null)
  /** The run that Evaluate shows: the chosen one, else the newest. */
  const currentRun = computed(() => runs.value.find((run) => run.id === chosenRun.value) ?? runs.value[0] ?? null)

  function follow(session: Session) {
    train.value = session.train
    test.value = session.test
  }

  function followRuns(list: RunSummary[]) {
    runs.value = [...list].sort((a, b) => b.created - a.created)
  }

  onEvent('sessionChanged', follow)
  onEvent('datasetProgress', (progress) => {
    opening.value = { ...opening.value, [progress.part]: progress }
  })
  onEvent('jobChanged', (job) => {
    jobTable.value = { ...jobTable.value, [job.id]: job }
  })
  onEvent('jobRemoved', ({ job }) => {
    const rest = { ...jobTable.value }
    delete rest[job]
    jobTable.value = rest
  })
  onEvent('runsChanged', followRuns)
  onEvent('settingsChanged', (value) => {
    settings.value = value
  })

  /** Reads everything from the core: at the start, and after the connection came back. */
  async function load() {
    const [about, session, kept, jobList, runList] = await Promise.all([
      api.describe(),
      api.session(),
      api.settings(),
      api.jobs(),
      api.runs(),
    ])
    description.value = about
    settings.value = kept
    jobTable.value = Object.fromEntries(jobList.map((job) => [job.id, job]))
    follow(session)
    followRuns(runList)
    ready.value = true
  }

  /** Holds once it is on the disk. */
  async function saveSettings(change: SettingsChange) {
    settings.value = await api.saveSettings({ change })
  }

  watch(settings, (value) => applyLook(value), { deep: true })
  watch(
    () => train.value?.id,
    () => (selectedPixels.value = null),
  )

  return {
    ready,
    description,
    train,
    test,
    settings,
    opening,
    threshold,
    followPreset,
    ownMask,
    selectedPixels,
    jobs,
    runningJob,
    queuedJobs,
    runs,
    chosenRun,
    currentRun,
    follow,
    load,
    saveSettings,
  }
})
