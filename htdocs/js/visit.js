// A page of a visit: what is filled in is saved on the server a few seconds after the last change and when the page is left, and
// questions that depend on answers of the same page come and go. Both by the form's own address. Without this file the buttons
// save, and such questions come after saving.

const form = document.querySelector('form.az-form input[name="seen"]')?.form
const items = [...document.querySelectorAll('.az-item[data-az-conditional]')]
const field = (name) => form.elements.namedItem(name)
const status = document.getElementById('asked-status')
const told = document.getElementById('kept-status')
const PAUSE = 3000
const LONGEST = 20000
const AGAIN = 10000
const LIVELY = 60000 // characters that a browser sends on when the page is gone

// What would be sent, without files: those go with the buttons.
function typed(go) {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && name !== 'go' && !name.startsWith('d_')) {
      fields.append(name, value)
    }
  }
  fields.append('go', go)
  return fields
}

// ---- questions that come and go: the server judges conditions anyway ----

let asking = null

async function ask() {
  asking?.abort()
  asking = new AbortController()
  try {
    const answer = await fetch(form.action, { method: 'POST', body: typed('probe'), signal: asking.signal })
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
  field('unseen').value = items.filter((item) => item.hidden).map((item) => item.id).join(' ')
  if (more) {
    status.textContent = status.dataset.azMore
  }
}

// ---- saving along ----

let changes = 0
let kept = 0 // as many of them as the server has
let since = 0
let timer = 0
let running = null
let sending = 0 // as many of them as are on their way
let failed = false
let again = PAUSE // how long after a try the next one comes; 0: with the next change

// Photos that are more than the server takes at once are not sent over a slow line to hear so.
function tooLarge() {
  const files = [...form.querySelectorAll('input[type="file"]')].flatMap((input) => [...input.files])
  return files.reduce((sum, file) => sum + file.size, 0) > Number(told.dataset.azMost)
}

function tell(text, wrong) {
  const large = tooLarge()
  told.textContent = large ? told.dataset.azLarge : text
  told.className = wrong || large ? 'az-notice az-notice--warning' : 'az-muted az-small'
}

// What a colleague has said to what nobody has touched here since it was sent.
function take(fields, sent) {
  for (const [name, value] of Object.entries(fields)) {
    const there = field(name)
    if (!there || there.value !== (sent.get(name) ?? '')) {
      continue
    }
    const boxes = there instanceof RadioNodeList ? [...there] : [there]
    for (const box of boxes) {
      if (box.type === 'radio') {
        box.checked = box.value === value
      } else {
        box.value = value
      }
    }
  }
}

async function send() {
  const now = changes
  sending = now
  const sent = typed('keep')
  try {
    const keepalive = sent.toString().length < LIVELY
    const answer = await fetch(form.action, { method: 'POST', body: sent, keepalive })
    if (!answer.ok) {
      failed = true
      again = answer.status === 403 ? 0 : AGAIN
      tell(answer.status === 403 ? told.dataset.azOver : told.dataset.azFailed, true)
      return
    }
    const said = await answer.json()
    tell(said.told, !said.seen || said.clashed !== '')
    failed = !said.seen
    again = failed ? 0 : PAUSE
    if (said.seen) {
      kept = now
      take(said.fields, sent)
      field('seen').value = said.seen
      field('clashed').value = said.clashed
    }
  } catch {
    failed = true
    again = AGAIN
    tell(told.dataset.azFailed, true)
  }
}

// One at a time, so that nothing older arrives after something newer.
function keep() {
  clearTimeout(timer)
  timer = 0
  if (kept === changes || running) {
    return running
  }
  running = send().finally(() => {
    running = null
    if (kept !== changes && again > 0) {
      later(again)
    }
  })
  return running
}

// There is no later: what came after that which is on its way is sent behind it.
function leave() {
  if (running && sending !== changes) {
    send()
  } else {
    keep()
  }
}

function later(pause) {
  clearTimeout(timer)
  timer = setTimeout(keep, pause)
}

function changed(event) {
  if (event.target.type === 'file') {
    tell(told.dataset.azAbout, false)
    return
  }
  if (event.target.name?.startsWith('d_')) {
    return
  }
  if (kept === changes) {
    since = Date.now()
  }
  changes += 1
  later(Math.min(PAUSE, Math.max(0, since + LONGEST - Date.now())))
}

// A button saves everything; what is on its way arrives first.
function submitting(event) {
  if (tooLarge()) {
    event.preventDefault()
    event.stopPropagation()
    tell('', true)
    return
  }
  clearTimeout(timer)
  if (running) {
    event.preventDefault()
    event.stopPropagation()
    const button = event.submitter
    running.then(() => form.requestSubmit(button))
    return
  }
  kept = changes
}

if (form && told) {
  tell(told.dataset.azAbout, false)
  form.addEventListener('input', changed)
  form.addEventListener('submit', submitting)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      leave()
    }
  })
  window.addEventListener('pagehide', leave)
  // Signing out ends what saving needs.
  document.addEventListener('submit', (event) => {
    if (event.target !== form && kept !== changes && !event.defaultPrevented) {
      event.preventDefault()
      Promise.resolve(keep()).finally(() => event.target.submit())
    }
  })
  // Only where the server could not be told: else leaving loses nothing.
  window.addEventListener('beforeunload', (event) => {
    if (failed && kept !== changes) {
      event.preventDefault()
    }
  })
}
if (form && items.length > 0) {
  form.addEventListener('change', ask)
}
