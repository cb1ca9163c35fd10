// Loaded before a script by `node --import`. Plain JavaScript: an old Node cannot read the scripts themselves.

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This project runs on the Node 24 that "npm ci" installs with it, but Node ${process.versions.node} was started.\n` +
      'If npm is set to ignore install scripts, run: npm rebuild node --ignore-scripts=false',
  )
  process.exit(1)
}
