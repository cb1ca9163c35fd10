import type { Component } from 'vue'
import { ChartScatter, ChartNoAxesCombined, Database, Grid3x3, PenLine, Workflow } from '@lucide/vue'

export type PlaceName = 'data' | 'features' | 'train' | 'evaluate' | 'draw' | 'compare'

export interface Place {
  name: PlaceName
  title: string
  path: string
  icon: Component
  view: () => Promise<Component>
}

/** In the notebook's order, so a newcomer just walks down. */
export const places: Place[] = [
  {
    name: 'data',
    title: 'Data',
    path: '/data',
    icon: Database,
    view: () => import('#renderer/places/data/DataView.vue'),
  },
  {
    name: 'features',
    title: 'Features',
    path: '/features',
    icon: Grid3x3,
    view: () => import('#renderer/places/features/FeaturesView.vue'),
  },
  {
    name: 'train',
    title: 'Train',
    path: '/train',
    icon: Workflow,
    view: () => import('#renderer/places/train/TrainView.vue'),
  },
  {
    name: 'evaluate',
    title: 'Evaluate',
    path: '/evaluate',
    icon: ChartNoAxesCombined,
    view: () => import('#renderer/places/evaluate/EvaluateView.vue'),
  },
  {
    name: 'draw',
    title: 'Draw',
    path: '/draw',
    icon: PenLine,
    view: () => import('#renderer/places/draw/DrawView.vue'),
  },
  {
    name: 'compare',
    title: 'Compare',
    path: '/compare',
    icon: ChartScatter,
    view: () => import('#renderer/places/compare/CompareView.vue'),
  },
]
