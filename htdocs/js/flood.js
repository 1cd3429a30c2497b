// While many reports come in, the widget of ALTCHA sets this computer to work and puts the result into the form. Without
// this file, or where the page is not in a secure context, the question stands.
import './altcha/altcha.min.js'
import './altcha/zh-cn.js'

const host = document.getElementById('flood')
const question = document.getElementById('flood-question')
const said = document.getElementById('flood-state')
const form = host.closest('form')

globalThis.$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker('/js/altcha/pbkdf2.js'))

if (globalThis.isSecureContext) {
  const widget = document.createElement('altcha-widget')
  let waiting = null
  widget.setAttribute('challenge', host.dataset.challenge)
  widget.setAttribute('name', 'altcha')
  widget.setAttribute('display', 'invisible')
  widget.setAttribute('auto', 'onload')
  widget.setAttribute('language', host.dataset.language === 'en' ? 'en' : 'zh-cn')
  widget.setAttribute('configuration', JSON.stringify({ hideFooter: true, hideLogo: true, humanInteractionSignature: false }))
  question.hidden = true
  said.textContent = host.dataset.working
  widget.addEventListener('statechange', ({ detail }) => {
    if (detail.state === 'verified') {
      said.textContent = host.dataset.done
    } else if (detail.state === 'error' || detail.state === 'expired') {
      said.textContent = ''
      question.hidden = false
    } else {
      return
    }
    if (waiting) {
      const button = waiting.button
      waiting = null
      // The widget writes its field a moment later.
      setTimeout(() => form.requestSubmit(button), 50)
    }
  })
  // Sent before the work is done, it goes as soon as it is.
  window.addEventListener('submit', (event) => {
    if (event.target === form && question.hidden && said.textContent === host.dataset.working) {
      event.preventDefault()
      event.stopImmediatePropagation()
      waiting = { button: event.submitter }
    }
  }, true)
  host.append(widget)
}
