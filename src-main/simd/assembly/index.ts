// Every routine of learn/routines.ts, under the same name. One file a group; arguments are addresses and numbers.
export * from './columns'
export * from './dot'
export * from './logistic'
export { groupSimilar, pixelGroups, pixelPanels, valueGroups, valuePanels } from './kernel-columns'
export { kernelValues } from './kernel-function'
export { kernelRows } from './kernel-rows'
export { gatherBlock, subsetSmo, takeRows, worstViolators } from './subset-smo'
