declare module '*.wasm?url&inline' {
  /** data:application/wasm;base64,... */
  const address: string
  export default address
}
