// A page of a visit: questions that depend on answers of the same page come and go while it is filled in. The server is
// asked, which judges conditions anyway; without this file they come after saving.

const items = [...document.querySelectorAll('.az-item[data-az-conditional]')]
const form = items[0]?.closest('form')
const unseen = form?.elements.namedItem('unseen')
const status = document.getElementById('asked-status')
let running = null

async function ask() {
  running?.abort()
  running = new AbortController()
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && name !== 'go') {
      fields.append(name, value)
    }
  }
  fields.append('go', 'probe')
  try {
    const answer = await fetch(form.action, { method: 'POST', body: fields, signal: running.signal })
    if (answer.ok) {
      show((await answer.json()).hidden)
    }
  } catch {
    // No line, or asked again meanwhile: what is to be asked is said after saving.
  }
}

function show(hidden) {
  let more = false
  for (const item of items) {
    const hide = hidden.includes(item.id)
    more = more || (item.hidden && !hide)
    item.hidden = hide
  }
  unseen.value = items.filter((item) => item.hidden).map((item) => item.id).join(' ')
  if (more) {
    status.textContent = status.dataset.azMore
  }
}

form?.addEventListener('change', ask)
