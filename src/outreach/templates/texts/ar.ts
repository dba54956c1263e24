import type { Texts } from "./shape.ts";

export const ar: Texts = {
  greeting: "مرحبًا{{#if reader_name}} {{ reader_name }}{{/if}}،",
  labels: {
    previous: "سابقًا:",
    where: "المكان:",
    with: "مع:",
    hosts: "مع:",
    reason: "ما قيل:",
    windows: "أوقات مناسبة:",
    decide: "لم يُؤكَّد الموعد بعد، ويسقط من دون رد في:",
    manage: "عرض الموعد أو نقله أو إلغاؤه",
    adding: "أضفه إلى تقويمك:",
    join: "الانضمام إلى الاجتماع",
  },
  minutes: "دقيقة",
  places: {
    video: "مكالمة فيديو",
    voice: "مكالمة صوتية",
    phone: "الهاتف",
    on_site: "في المقر",
    link: "عبر الإنترنت",
    ask_candidate: "يُتفق عليه لاحقًا",
  },
  closing: {
    invitee: "تصلك هذه الرسالة لأن موعدًا حُجز بهذا العنوان.",
    host: "تصلك هذه الرسالة لأنك تستضيف هذا الموعد.",
    guest: "تصلك هذه الرسالة لأن أحدًا طلب حضورك.",
  },
  openings: {
    "booking.created.invitee": ["تأكيد: {{ title }}، {{ starts_at }}", "موعدك مع {{ company }} مؤكد."],
    "booking.created.host": ["موعد جديد: {{ title }} مع {{ invitee_name }}، {{ starts_at }}", "تأكد موعد من مواعيدك."],
    "booking.created.guest": [
      "دعوة: {{ title }}، {{ starts_at }}",
      "يطلب {{ invitee_name }} حضورك في موعد مع {{ company }}.",
    ],
    "booking.pending.invitee": [
      "وصل طلبك: {{ title }}، {{ starts_at }}",
      "وصل طلبك إلى {{ company }} وسيصلك الرد إن كان الموعد سيُعقد.",
    ],
    "booking.pending.host": [
      "بانتظار التأكيد: {{ title }} مع {{ invitee_name }}، {{ starts_at }}",
      "يرغب أحد في لقائك. يُرجى التأكيد أو الرفض.",
    ],
    "booking.confirmed.invitee": ["تأكيد: {{ title }}، {{ starts_at }}", "أكدت {{ company }} موعدك."],
    "booking.declined.invitee": ["رفض: {{ title }}، {{ starts_at }}", "رفضت {{ company }} هذا الموعد."],
    "booking.declined.host": [
      "رفض: {{ title }} مع {{ invitee_name }}، {{ starts_at }}",
      "رُفض هذا الموعد وعاد وقته متاحًا.",
    ],
    "booking.expired.invitee": [
      "انتهت المهلة: {{ title }}، {{ starts_at }}",
      "لم يؤكد أحد طلبك في الوقت المحدد فسقط. يمكنك اختيار وقت آخر.",
    ],
    "booking.expired.host": [
      "انتهت المهلة: {{ title }} مع {{ invitee_name }}، {{ starts_at }}",
      "لم يؤكد أحد هذا الطلب في الوقت المحدد وعاد وقته متاحًا.",
    ],
    "booking.canceled": ["إلغاء: {{ title }}، {{ starts_at }}", "لن يُعقد هذا الموعد."],
    "booking.rescheduled": ["وقت جديد: {{ title }}، {{ starts_at }}", "لهذا الموعد وقت جديد."],
    "booking.relocated": ["مكان جديد: {{ title }}، {{ starts_at }}", "يُعقد هذا الموعد في مكان آخر."],
    "booking.wall_time_kept": [
      "تعديل: {{ title }}، {{ starts_at }}",
      "غيّر بلد ساعاته. يبقى الموعد هناك في وقته، وقد يكون تغيّر عندك.",
    ],
    "booking.reassigned": ["مضيف آخر: {{ title }}، {{ starts_at }}", "يستضيف هذا الموعد الآن شخص آخر."],
    "booking.reassigned.host_new": [
      "أنت المضيف: {{ title }} مع {{ invitee_name }}، {{ starts_at }}",
      "صار هذا الموعد من مواعيدك.",
    ],
    "booking.reassigned.host_old": [
      "لم يعد من مواعيدك: {{ title }}، {{ starts_at }}",
      "يستضيف هذا الموعد الآن شخص آخر وعاد وقتك متاحًا.",
    ],
    "booking.guest_removed": ["لم يعد حضورك مطلوبًا: {{ title }}، {{ starts_at }}", "لم تعد بحاجة إلى حضور هذا الموعد."],
    "reschedule_request.created.invitee": [
      "وقت آخر؟ {{ title }}، {{ starts_at }}",
      "تفضّل {{ company }} وقتًا آخر. يبقى الموعد قائمًا إلى أن تختار وقتًا.",
    ],
    "reschedule_request.created.host": [
      "وقت آخر؟ {{ title }} مع {{ invitee_name }}، {{ starts_at }}",
      "يفضّل {{ invitee_name }} وقتًا آخر. يبقى الموعد قائمًا إلى أن ينقله أحد.",
    ],
    "reschedule_request.declined": [
      "يبقى كما هو: {{ title }}، {{ starts_at }}",
      "تعذّرت تلبية رغبتك في وقت آخر. يبقى الموعد كما هو.",
    ],
    "reschedule_request.withdrawn": [
      "يبقى كما هو: {{ title }}، {{ starts_at }}",
      "لم يعد أحد يطلب وقتًا آخر. يبقى الموعد كما هو.",
    ],
    reminder: ["تذكير: {{ title }}، {{ starts_at }}", "اقترب هذا الموعد."],
  },
  notes: {
    "booking.created.host": "لديك موعد جديد: {{ title }}",
    "booking.pending.host": "بانتظار ردك: {{ title }}",
    "booking.confirmed.host": "تم التأكيد: {{ title }}",
    "booking.declined.host": "تم الرفض: {{ title }}",
    "booking.expired.host": "انتهت المهلة دون رد: {{ title }}",
    "booking.canceled.host": "تم الإلغاء: {{ title }}",
    "booking.rescheduled.host": "نُقل إلى وقت آخر: {{ title }}",
    "booking.wall_time_kept.host": "عُدّل بسبب تغيير الساعة: {{ title }}",
    "booking.relocated.host": "نُقل إلى مكان آخر: {{ title }}",
    "booking.reassigned.host_new": "أنت تستضيف هذا الموعد الآن: {{ title }}",
    "booking.reassigned.host_old": "لم تعد تستضيف هذا الموعد: {{ title }}",
    "booking.guests_added.host": "أُضيف ضيوف: {{ title }}",
    "booking.rsvp.host": "{{ answered_by }} {{ answer }}: {{ title }}",
    "reschedule_request.created.host": "طُلب وقت آخر: {{ title }}",
    "reminder.host": "يقترب الموعد: {{ title }}",
  },
  replies: {
    needs_action: "لم يرد بعد",
    accepted: "يقبل الدعوة",
    declined: "يعتذر عن الحضور",
    tentative: "قد يحضر",
  },
  somebody: "أحدهم",
};
