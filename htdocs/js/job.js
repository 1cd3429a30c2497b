// Watches a job: while it waits or runs, its page is asked for again and what
// tells of it is exchanged. Without this file a link loads the page again.
const every = 1000

async function look() {
  const answer = await fetch(location.pathname, { cache: 'no-store' })
  if (!answer.ok) {
    throw new Error(String(answer.status))
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.getElementById('job')
  const before = document.getElementById('job')
  if (!now || !before) {
    return
  }
  hide(now)
  before.replaceWith(now)
  if (now.dataset.azWatch !== before.dataset.azWatch) {
    // Said once by a screen reader: the new state, not each step of the bar.
    document.getElementById('job-said').textContent = now.querySelector('.govuk-tag').textContent
  }
  if (now.hasAttribute('data-az-open')) {
    again()
    return
  }
  // It has ended: who may stop it and what is recorded stand beside it.
  location.replace(location.pathname)
}

function hide(box) {
  for (const part of box.querySelectorAll('[data-az-without-script]')) {
    part.hidden = true
  }
}

function again() {
  setTimeout(() => look().catch(again), every)
}

const box = document.getElementById('job')
if (box && box.hasAttribute('data-az-open')) {
  hide(box)
  again()
}
