package discordtest

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Fault is something REST does wrong.
type Fault struct {
	Route  string // part of "POST /channels/:id/messages"; empty: any
	Times  int    // requests it befalls; 0: one
	Skip   int    // requests let through first
	Status int    // 0: only Delay
	Scope  string // of a 429: "user", "global", "shared"
	Wait   time.Duration
	HTML   bool          // Cloudflare's answer
	Delay  time.Duration // before anything else
	After  bool          // the request is carried out, and the answer is still wrong
	Body   string        // in place of Discord's JSON
	Header map[string]string
	Kind   string // the Content-Type of Body; empty: JSON
}

// Fault adds a fault; several are used up in order.
func (d *Discord) Fault(f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f.Times = max(f.Times, 1)
	d.faults = append(d.faults, &f)
}

// fault returns the fault that befalls q; d.mu is held.
func (d *Discord) fault(q request) *Fault {
	for i, f := range d.faults {
		if !strings.Contains(q.route, f.Route) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times--; f.Times == 0 {
			d.faults = append(d.faults[:i:i], d.faults[i+1:]...)
		}
		if strings.HasSuffix(q.route, "/callback") {
			d.script.troubles = append(d.script.troubles, time.Now())
		}
		return f
	}
	return nil
}

// write answers in place of Discord.
func (f *Fault) write(w http.ResponseWriter) {
	for k, v := range f.Header {
		w.Header().Set(k, v)
	}
	if f.Body != "" {
		w.Header().Set("Content-Type", cmp.Or(f.Kind, "application/json"))
		w.WriteHeader(f.Status)
		fmt.Fprint(w, f.Body)
		return
	}
	if f.HTML {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		if f.Wait > 0 {
			w.Header().Set("Retry-After", fmt.Sprintf("%.0f", f.Wait.Seconds()))
		}
		w.WriteHeader(f.Status)
		fmt.Fprint(w, "<!DOCTYPE html><title>Access denied | Error 1015</title>You are being rate limited")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if f.Status == http.StatusTooManyRequests {
		w.Header().Set("X-RateLimit-Scope", f.Scope)
		w.Header().Set("Retry-After", fmt.Sprintf("%.0f", max(f.Wait.Seconds(), 1)))
		if f.Scope == "global" {
			w.Header().Set("X-RateLimit-Global", "true")
		}
		w.WriteHeader(f.Status)
		fmt.Fprintf(w, `{"message":"You are being rate limited.","retry_after":%.3f,"global":%t}`, f.Wait.Seconds(), f.Scope == "global")
		return
	}
	w.WriteHeader(f.Status)
	fmt.Fprintf(w, `{"message":"%d: %s","code":0}`, f.Status, http.StatusText(f.Status))
}
