// Comfort only: every page works without this file.

const narrow = window.matchMedia('(max-width: 55.99em)')

// After a refused form the reader starts at the list of errors.
const summary = document.getElementById('error-summary')
if (summary) {
  summary.focus()
}

// A link of the error summary puts the cursor into its field and shows the
// question above it, not only the box.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.govuk-error-summary a[href^="#"]')
  const field = link && document.getElementById(link.hash.slice(1))
  if (!field) {
    return
  }
  event.preventDefault()
  const group = field.closest('fieldset, .govuk-form-group') || field
  group.scrollIntoView()
  field.focus({ preventScroll: true })
})

// The second of two quick clicks is not sent. The server would recognise it
// too; this spares the person the wait. Coming back re-opens the form.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.hasAttribute('data-az-once')) {
    return
  }
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = '1'
  setTimeout(() => delete form.dataset.sent, 8000)
})
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent
  }
})

// The desk's menu is folded on a narrow screen and always open on a wide one.
const menu = document.querySelector('.az-side details')
if (menu) {
  const fold = () => {
    menu.open = !narrow.matches
  }
  fold()
  narrow.addEventListener('change', fold)
}

// Buttons that only a script can serve are hidden until it is here:
// <button type="button" hidden data-az-copy="id" data-az-done="Copied">
for (const button of document.querySelectorAll('button[data-az-copy]')) {
  const source = document.getElementById(button.dataset.azCopy)
  if (!source || !navigator.clipboard) {
    continue
  }
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent.trim())
    button.textContent = button.dataset.azDone || button.textContent
  })
}

// <button type="button" hidden data-az-print>
for (const button of document.querySelectorAll('button[data-az-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
