// Netlify keeps nothing of a build's folder by itself. This local build plugin keeps sitegen's cache, which makes the
// next build of a large archive faster and may be deleted at any time. The environment (.run) is not kept: installing
// it from the lock file takes seconds, about as long as copying it twice, and so it always fits the machine's Python.
const folder = '.sitegen'

module.exports = {
  async onPreBuild({ utils }) {
    const restored = await utils.cache.restore(folder)
    console.log(restored ? 'Kept from the last build: .sitegen' : 'Nothing kept from an earlier build.')
  },
  async onPostBuild({ utils }) {
    await utils.cache.save(folder)
  },
}
