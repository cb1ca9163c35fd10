// Every routine of learn/routines.ts, under the same name. One file a group; arguments are addresses and numbers.
export * from './dot'
